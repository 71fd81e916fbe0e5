using IdentityService.Engine.Secrets;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>
/// The signing keys of proven callers, since deriving one costs four HMACs. One instance serves the whole process; at most
/// <see cref="Most"/> keys are kept. A key is served only while the secret it was derived from is still the caller's secret.
/// </summary>
public sealed class SigningKeys
{
    /// <summary>How many derived keys are kept.</summary>
    public const int Most = 256;

    private readonly ConcurrentDictionary<Scope, Derived> _derived = new();

    /// <summary>How many are kept now.</summary>
    public int Count => _derived.Count;

    internal static byte[] Derive(string secret, CredentialScope scope)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes($"AWS4{secret}"), Encoding.UTF8.GetBytes(scope.Day));
        foreach (var part in (ReadOnlySpan<string>)[scope.Region, scope.Service, scope.Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return key;
    }

    internal byte[] For(AccessKey key, CredentialScope scope) =>
        _derived.TryGetValue(Scope.Of(scope), out var derived)
        && CryptographicOperations.FixedTimeEquals(derived.SecretHash, HashOf(key.Secret))
            ? derived.SigningKey
            : Derive(key.Secret, scope);

    // Kept only after a signature was proven with it: so strangers cannot fill the cache with scopes of their choosing.
    internal void Keep(AccessKey key, CredentialScope scope, byte[] signingKey)
    {
        var kept = Scope.Of(scope);
        if (_derived.TryGetValue(kept, out var present) && ReferenceEquals(present.SigningKey, signingKey))
            return;
        // Yesterday's keys are of no more use; starting afresh costs each live caller one derivation.
        if (_derived.Count >= Most)
            _derived.Clear();
        _derived[kept] = new Derived(signingKey, HashOf(key.Secret));
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private readonly record struct Scope(string AccessKeyId, string Day, string Region, string Service)
    {
        public static Scope Of(CredentialScope scope) => new(scope.AccessKeyId, scope.Day, scope.Region, scope.Service);
    }

    private sealed record Derived(byte[] SigningKey, byte[] SecretHash);
}
