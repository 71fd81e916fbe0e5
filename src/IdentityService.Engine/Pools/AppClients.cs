using System.Text;
using System.Text.Json;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Pools;
using IdentityService.Wire;
using IdentityService.Wire.Structures;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityService.Engine.Pools;

/// <summary>An app client as stored: its settings, without a secret among them, and its secrets.</summary>
public sealed record StoredClient(UserPoolClientType Settings, ClientSecrets Secrets)
{
    /// <summary>What DescribeUserPoolClient and UpdateUserPoolClient answer: a generated secret is shown, a supplied one never.</summary>
    public UserPoolClientType Described => Settings with { ClientSecret = Secrets.Shown };
}

/// <summary>The app clients of pools, as stored.</summary>
public sealed class AppClients(DirectoryDb db, Envelope envelope, PoolDirectory directory)
{
    /// <summary>Adds a client with its secret, if it has one. The client id must be new in all pools.</summary>
    /// <returns>False when the client id is taken.</returns>
    /// <exception cref="CognitoError">ResourceNotFoundException when the pool went away meanwhile.</exception>
    public async Task<bool> TryAdd(UserPoolClientType settings, ClientSecret? secret, CancellationToken cancel)
    {
        var (poolId, clientId, createdAt) = (settings.UserPoolId!, settings.ClientId!, settings.CreationDate!.Value);
        db.AppClients.Add(new AppClientRow
        {
            PoolId = poolId, Id = clientId, Settings = Write(settings), CreatedAt = createdAt, ModifiedAt = createdAt,
        });
        db.ClientLookup.Add(new ClientLookupRow { ClientId = clientId, PoolId = poolId });
        if (secret is not null)
        {
            var secretId = SecretId(clientId, createdAt);
            db.ClientSecrets.Add(new ClientSecretRow
            {
                PoolId = poolId,
                ClientId = clientId,
                SecretId = secretId,
                Sealed = envelope.Seal(SecretOf(poolId, clientId, secretId), Encoding.UTF8.GetBytes(secret.Value)),
                Supplied = secret.Supplied,
                CreatedAt = createdAt,
            });
        }

        try
        {
            return await db.TrySave(cancel);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            throw CognitoErrors.PoolNotFound(poolId);
        }
    }

    /// <summary>A client as it stands in the database now, not as a snapshot remembers it; null when the pool has no such client.</summary>
    public async Task<StoredClient?> Find(string poolId, string clientId, CancellationToken cancel)
    {
        var row = await db.AppClients.AsNoTracking().SingleOrDefaultAsync(c => c.PoolId == poolId && c.Id == clientId, cancel);
        if (row is null)
            return null;

        var secrets = await db.ClientSecrets.AsNoTracking().Where(s => s.PoolId == poolId && s.ClientId == clientId)
            .OrderBy(s => s.CreatedAt).ToListAsync(cancel);
        return new StoredClient(
            JsonSerializer.Deserialize<UserPoolClientType>(row.Settings, WireJson.Requests)!,
            new ClientSecrets(clientId, [.. secrets.Select(s => OpenSecret(envelope, s))]));
    }

    /// <summary>Replaces a client's settings.</summary>
    /// <returns>False when there is no such client.</returns>
    public async Task<bool> Replace(UserPoolClientType settings, CancellationToken cancel)
    {
        var json = Write(settings);
        var changed = await db.AppClients.Where(c => c.PoolId == settings.UserPoolId && c.Id == settings.ClientId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Settings, json).SetProperty(c => c.ModifiedAt, settings.LastModifiedDate!.Value), cancel);
        directory.Forget(settings.UserPoolId!);
        return changed == 1;
    }

    /// <returns>False when there is no such client.</returns>
    public async Task<bool> Delete(string poolId, string clientId, CancellationToken cancel)
    {
        var gone = await db.AppClients.Where(c => c.PoolId == poolId && c.Id == clientId).ExecuteDeleteAsync(cancel);
        directory.Forget(poolId);
        return gone == 1;
    }

    /// <summary>Clients in ascending order of their ids, beginning after one.</summary>
    public async Task<IReadOnlyList<UserPoolClientType>> List(string poolId, string after, int limit, CancellationToken cancel)
    {
        var rows = await db.AppClients.Where(c => c.PoolId == poolId && string.Compare(c.Id, after) > 0)
            .OrderBy(c => c.Id).Take(limit).Select(c => c.Settings).ToListAsync(cancel);
        return [.. rows.Select(r => JsonSerializer.Deserialize<UserPoolClientType>(r, WireJson.Requests)!)];
    }

    internal static ClientSecret OpenSecret(Envelope envelope, ClientSecretRow row) =>
        new(Encoding.UTF8.GetString(envelope.Open(SecretOf(row.PoolId, row.ClientId, row.SecretId), row.Sealed)), row.Supplied);

    // Cognito: the client id, two dashes and the second of creation.
    private static string SecretId(string clientId, DateTimeOffset createdAt) => $"{clientId}--{createdAt.ToUnixTimeSeconds()}";

    private static Binding SecretOf(string poolId, string clientId, string secretId) =>
        Binding.To("client secret", poolId, clientId, secretId);

    private static string Write(UserPoolClientType settings) => JsonSerializer.Serialize(settings with { ClientSecret = null }, WireJson.Answers);
}
