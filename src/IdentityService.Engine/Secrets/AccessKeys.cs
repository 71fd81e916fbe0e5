using System.Security.Cryptography;
using System.Text;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Secrets;

/// <summary>The access keys of administrators. Their secrets are sealed, since SigV4 needs them plain, and are shown once.</summary>
public sealed class AccessKeys(DirectoryDb db, Envelope envelope, Installation installation, TimeProvider clock)
{
    private const string IdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string SecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const int SecretLength = 40;

    /// <summary>The key with exactly this id, disabled ones too; null if there is none.</summary>
    public async ValueTask<AccessKey?> Find(string accessKeyId, CancellationToken cancel)
    {
        var row = await db.AccessKeys.SingleOrDefaultAsync(k => k.Id == accessKeyId, cancel);
        return row is null
            ? null
            : new AccessKey(row.Id, Encoding.UTF8.GetString(envelope.Open(SecretOf(row.Id), row.SealedSecret)), row.Principal, row.Enabled);
    }

    public Task<bool> Any(CancellationToken cancel) => db.AccessKeys.AnyAsync(cancel);

    /// <summary>Makes a key with a random secret of 240 bits.</summary>
    public async Task<AccessKey> Make(CancellationToken cancel)
    {
        var id = $"AKIA{RandomNumberGenerator.GetString(IdLetters, 16)}";
        var secret = RandomNumberGenerator.GetString(SecretLetters, SecretLength);
        await Import(id, secret, cancel);
        return new AccessKey(id, secret, PrincipalOf(id), Enabled: true);
    }

    /// <summary>Stores a key given by configuration; a key known by this id gets the given secret.</summary>
    public async Task Import(string id, string secret, CancellationToken cancel)
    {
        var (sealedSecret, now, principal) = (envelope.Seal(SecretOf(id), Encoding.UTF8.GetBytes(secret)), clock.GetUtcNow(), PrincipalOf(id));
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO access_keys (id, principal, sealed_secret, enabled, created_at) VALUES ({id}, {principal}, {sealedSecret}, true, {now})
            ON CONFLICT (id) DO UPDATE SET sealed_secret = excluded.sealed_secret
            """, cancel);
    }

    private string PrincipalOf(string id) => $"arn:aws:iam::{installation.AccountId}:user/{id}";

    private static Binding SecretOf(string id) => Binding.To("access key", id);
}
