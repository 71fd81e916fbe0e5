using System.Security.Cryptography;
using System.Text;
using IdentityService.Wire.Identifiers;

namespace IdentityService.Engine.Pools;

/// <summary>A secret of an app client. It never prints.</summary>
/// <param name="Supplied">Whether an administrator chose it; such a value is never shown again.</param>
public sealed record ClientSecret(string Value, bool Supplied)
{
    public static ClientSecret Generate() => new(RandomText.ClientSecret(), Supplied: false);

    /// <summary>What answers may show of it.</summary>
    public string? Shown => Supplied ? null : Value;

    public override string ToString() => "***";
}

/// <summary>The live secrets of an app client, oldest first, none for a public one. They never print.</summary>
public sealed class ClientSecrets(string clientId, IReadOnlyList<ClientSecret> secrets)
{
    public bool Any => secrets.Count > 0;

    /// <summary>The secret DescribeUserPoolClient shows: the oldest that was generated here, if there is one.</summary>
    public string? Shown => secrets.FirstOrDefault(s => !s.Supplied)?.Value;

    /// <summary>SECRET_HASH: base64 of HMAC-SHA256 over username and client id, keyed by a secret, over the name as sent (S-19).</summary>
    public bool MatchHash(string username, string hash)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(hash, given, out var length) || length != given.Length)
            return false;

        var message = Encoding.UTF8.GetBytes(username + clientId);
        var matches = false;
        foreach (var secret in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), message));
        return matches;
    }

    /// <summary>Compares a plain secret over hashes of equal length, in constant time.</summary>
    public bool Match(string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var matches = false;
        foreach (var known in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(known.Value)));
        return matches;
    }

    public override string ToString() => "***";
}
