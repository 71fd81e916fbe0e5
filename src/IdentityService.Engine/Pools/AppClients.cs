using System.Text;
using System.Text.Json;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Pools;
using IdentityService.Wire;
using IdentityService.Wire.Structures;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Pools;

/// <summary>The app clients of pools, as stored.</summary>
public sealed class AppClients(DirectoryDb db, Envelope envelope, PoolDirectory directory)
{
    /// <summary>Adds a client with its secret, if it has one. The client id must be new in all pools.</summary>
    /// <returns>False when the client id is taken.</returns>
    public async Task<bool> TryAdd(UserPoolClientType settings, string? secret, CancellationToken cancel)
    {
        var (poolId, clientId, createdAt) = (settings.UserPoolId!, settings.ClientId!, settings.CreationDate!.Value);
        db.AppClients.Add(new AppClientRow
        {
            PoolId = poolId, Id = clientId, Settings = Write(settings), CreatedAt = createdAt, ModifiedAt = createdAt,
        });
        db.ClientLookup.Add(new ClientLookupRow { ClientId = clientId, PoolId = poolId });
        if (secret is not null)
        {
            db.ClientSecrets.Add(new ClientSecretRow
            {
                PoolId = poolId,
                ClientId = clientId,
                SecretId = SecretId(clientId, createdAt),
                Sealed = envelope.Seal(SecretOf(poolId, clientId), Encoding.UTF8.GetBytes(secret)),
                CreatedAt = createdAt,
            });
        }

        return await db.TrySave(cancel);
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

    internal static string OpenSecret(Envelope envelope, ClientSecretRow row) =>
        Encoding.UTF8.GetString(envelope.Open(SecretOf(row.PoolId, row.ClientId), row.Sealed));

    // Cognito: the client id, two dashes and the second of creation.
    private static string SecretId(string clientId, DateTimeOffset createdAt) => $"{clientId}--{createdAt.ToUnixTimeSeconds()}";

    private static Binding SecretOf(string poolId, string clientId) => Binding.To("client secret", poolId, clientId);

    private static string Write(UserPoolClientType settings) => JsonSerializer.Serialize(settings with { ClientSecret = null }, WireJson.Answers);
}
