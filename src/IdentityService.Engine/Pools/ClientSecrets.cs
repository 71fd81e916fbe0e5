using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Engine.Pools;

/// <summary>The live secrets of an app client, none for a public one. They never print.</summary>
public sealed class ClientSecrets(string clientId, IReadOnlyList<string> secrets)
{
    public bool Any => secrets.Count > 0;

    /// <summary>The secret DescribeUserPoolClient shows: the oldest.</summary>
    public string? First => secrets.Count > 0 ? secrets[0] : null;

    /// <summary>SECRET_HASH: base64 of HMAC-SHA256 over username and client id, keyed by a secret, over the name as sent (S-19).</summary>
    public bool MatchHash(string username, string hash)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(hash, given, out var length) || length != given.Length)
            return false;

        var message = Encoding.UTF8.GetBytes(username + clientId);
        var matches = false;
        foreach (var secret in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
        return matches;
    }

    /// <summary>Compares a plain secret over hashes of equal length, in constant time.</summary>
    public bool Match(string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var matches = false;
        foreach (var known in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(known)));
        return matches;
    }

    public override string ToString() => "***";
}
