using System.Text.Json;
using IdentityService.Engine.Tokens;
using IdentityService.Storage;
using IdentityService.Storage.Pools;
using IdentityService.Wire;
using IdentityService.Wire.Structures;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Pools;

/// <summary>The user pools, as stored.</summary>
public sealed class PoolStore(DirectoryDb db, SigningKeyRing keys, PoolDirectory directory)
{
    /// <summary>Adds a pool with its signing keys.</summary>
    /// <returns>False when the id is taken.</returns>
    public async Task<bool> TryAdd(UserPoolType settings, CancellationToken cancel)
    {
        db.Pools.Add(new PoolRow
        {
            Id = settings.Id!,
            Region = settings.Id![..settings.Id!.IndexOf('_', StringComparison.Ordinal)],
            Settings = JsonSerializer.Serialize(settings, WireJson.Answers),
            CreatedAt = settings.CreationDate!.Value,
            ModifiedAt = settings.LastModifiedDate!.Value,
        });
        db.SigningKeys.AddRange(keys.MakeFor(settings.Id!));
        return await db.TrySave(cancel);
    }

    /// <summary>A pool's settings as they stand in the database now, not as a snapshot remembers them; null when there is no such pool.</summary>
    public async Task<UserPoolType?> Find(string poolId, CancellationToken cancel)
    {
        var settings = await db.Pools.Where(p => p.Id == poolId).Select(p => p.Settings).SingleOrDefaultAsync(cancel);
        return settings is null ? null : JsonSerializer.Deserialize<UserPoolType>(settings, WireJson.Requests)!;
    }

    /// <summary>Replaces a pool's settings.</summary>
    /// <returns>False when there is no such pool.</returns>
    public async Task<bool> Replace(UserPoolType settings, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(settings, WireJson.Answers);
        var changed = await db.Pools.Where(p => p.Id == settings.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Settings, json).SetProperty(p => p.ModifiedAt, settings.LastModifiedDate!.Value), cancel);
        directory.Forget(settings.Id!);
        return changed == 1;
    }

    /// <summary>Deletes a pool and everything in it.</summary>
    /// <returns>False when there is no such pool.</returns>
    public async Task<bool> Delete(string poolId, CancellationToken cancel)
    {
        // A big pool takes longer than any other statement may.
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SET LOCAL statement_timeout = '10min'", cancel);
        var gone = await db.Pools.Where(p => p.Id == poolId).ExecuteDeleteAsync(cancel);
        await db.Outbox.Where(m => m.PoolId == poolId).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.Database.SetCommandTimeout(null);
        directory.Forget(poolId);
        return gone == 1;
    }

    /// <summary>The pools of a region in ascending order of their ids, beginning after one; of all regions when none is given.</summary>
    public async Task<IReadOnlyList<UserPoolType>> List(string? region, string after, int limit, CancellationToken cancel)
    {
        var rows = await db.Pools.Where(p => (region == null || p.Region == region) && string.Compare(p.Id, after) > 0)
            .OrderBy(p => p.Id).Take(limit).Select(p => p.Settings).ToListAsync(cancel);
        return [.. rows.Select(r => JsonSerializer.Deserialize<UserPoolType>(r, WireJson.Requests)!)];
    }

    /// <summary>How many users a pool has.</summary>
    public Task<int> CountUsers(string poolId, CancellationToken cancel) => db.Users.CountAsync(u => u.PoolId == poolId, cancel);
}
