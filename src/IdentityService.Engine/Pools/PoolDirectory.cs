using System.Collections.Concurrent;
using System.Text.Json;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Tokens;
using IdentityService.Storage;
using IdentityService.Wire;
using IdentityService.Wire.Identifiers;
using IdentityService.Wire.Structures;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Pools;

/// <summary>
/// Pools and clients as snapshots in memory. A snapshot is used for at most 2 s before it is read again, and is forgotten at once when
/// the database announces a change. What is not there is not remembered, so that guesses cannot fill the memory (S-35).
/// </summary>
public sealed class PoolDirectory(
    IDbContextFactory<DirectoryDb> databases, SigningKeyRing keys, Envelope envelope, Installation installation, TimeProvider clock)
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Snapshot<Pool>> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Snapshot<AppClient>> _clients = new(StringComparer.Ordinal);

    private readonly record struct Snapshot<T>(T Value, long LoadedAt);

    /// <exception cref="CognitoError">ResourceNotFoundException.</exception>
    public async ValueTask<Pool> Require(string poolId, CancellationToken cancel) =>
        await Find(poolId, cancel) ?? throw CognitoErrors.PoolNotFound(poolId);

    /// <summary>
    /// The pool, if an administrator of this region sees it: where no region is pinned, a pool of another region looks like one that
    /// does not exist.
    /// </summary>
    /// <exception cref="CognitoError">ResourceNotFoundException.</exception>
    public ValueTask<Pool> RequireVisible(string poolId, string callersRegion, CancellationToken cancel) =>
        installation.Shows(poolId, callersRegion) ? Require(poolId, cancel) : throw CognitoErrors.PoolNotFound(poolId);

    public async ValueTask<Pool?> Find(string poolId, CancellationToken cancel)
    {
        if (!WellFormed.PoolId(poolId))
            return null;
        if (_pools.TryGetValue(poolId, out var known) && IsFresh(known.LoadedAt))
            return known.Value;

        var loadedAt = clock.GetTimestamp();
        var pool = await LoadPool(poolId, cancel);
        Remember(_pools, poolId, pool, loadedAt);
        return pool;
    }

    /// <summary>As <see cref="Find"/>, but an old snapshot serves while the database cannot answer: keys to verify by stay true (T-05).</summary>
    public async ValueTask<Pool?> FindForVerification(string poolId, CancellationToken cancel)
    {
        try
        {
            return await Find(poolId, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested && _pools.ContainsKey(poolId))
        {
            return _pools.TryGetValue(poolId, out var known) ? known.Value : null;
        }
    }

    /// <exception cref="CognitoError">ResourceNotFoundException.</exception>
    public async ValueTask<AppClient> RequireClient(string clientId, CancellationToken cancel) =>
        await FindClient(clientId, cancel) ?? throw CognitoErrors.ClientNotFound(clientId);

    public async ValueTask<AppClient?> FindClient(string clientId, CancellationToken cancel)
    {
        if (!WellFormed.ClientId(clientId))
            return null;
        if (_clients.TryGetValue(clientId, out var known) && IsFresh(known.LoadedAt))
            return known.Value;

        var loadedAt = clock.GetTimestamp();
        var client = await LoadClient(clientId, cancel);
        Remember(_clients, clientId, client, loadedAt);
        return client;
    }

    /// <summary>Forgets a pool and its clients; called when the database announces a change.</summary>
    public void Forget(string poolId)
    {
        _pools.TryRemove(poolId, out _);
        foreach (var (clientId, client) in _clients)
        {
            if (client.Value.Pool.Id == poolId)
                _clients.TryRemove(clientId, out _);
        }
    }

    /// <summary>Forgets everything; called when announcements may have been missed.</summary>
    public void ForgetAll()
    {
        _pools.Clear();
        _clients.Clear();
    }

    private bool IsFresh(long loadedAt) => clock.GetElapsedTime(loadedAt) < MaximumAge;

    private static void Remember<T>(ConcurrentDictionary<string, Snapshot<T>> snapshots, string id, T? value, long loadedAt)
        where T : class
    {
        if (value is null)
            snapshots.TryRemove(id, out _);
        else
            snapshots[id] = new Snapshot<T>(value, loadedAt);
    }

    private async Task<Pool?> LoadPool(string poolId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, cancel);
        if (row is null)
            return null;

        var keyRows = await db.SigningKeys.Where(k => k.PoolId == poolId).ToListAsync(cancel);
        return new Pool(JsonSerializer.Deserialize<UserPoolType>(row.Settings, WireJson.Requests)!, keys.Open(keyRows), installation.IssuerOf(poolId));
    }

    private async Task<AppClient?> LoadClient(string clientId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.ClientLookup.Where(l => l.ClientId == clientId)
            .Join(db.AppClients, l => new { l.PoolId, Id = l.ClientId }, c => new { c.PoolId, c.Id }, (_, c) => c)
            .SingleOrDefaultAsync(cancel);
        if (row is null || await Find(row.PoolId, cancel) is not { } pool)
            return null;

        var secrets = await db.ClientSecrets.Where(s => s.PoolId == row.PoolId && s.ClientId == clientId).OrderBy(s => s.CreatedAt).ToListAsync(cancel);
        return new AppClient(
            pool, JsonSerializer.Deserialize<UserPoolClientType>(row.Settings, WireJson.Requests)!,
            new ClientSecrets(clientId, [.. secrets.Select(s => AppClients.OpenSecret(envelope, s))]));
    }
}
