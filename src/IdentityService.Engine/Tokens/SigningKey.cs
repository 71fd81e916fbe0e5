using System.Security.Cryptography;

namespace IdentityService.Engine.Tokens;

/// <summary>What a key of a pool signs. The names are those of the storage.</summary>
public static class KeyUse
{
    public const string Id = "id";
    public const string Access = "access";

    /// <summary>Never published, so that no resource server can take a refresh token for another token.</summary>
    public const string Refresh = "refresh";

    public static IReadOnlyList<string> All { get; } = [Id, Access, Refresh];
}

/// <summary>Where a key stands in its life.</summary>
public static class KeyState
{
    /// <summary>Published, not yet used.</summary>
    public const string Next = "next";
    public const string Active = "active";

    /// <summary>No longer used to sign; verifies what it signed until that expires.</summary>
    public const string Retired = "retired";
}

/// <summary>An RSA-2048 key of a pool, opened. Signing is safe from any number of threads.</summary>
public sealed class SigningKey(string kid, string use, string state, RSA rsa)
{
    public string Kid { get; } = kid;
    public string Use { get; } = use;
    public string State { get; } = state;
    public RSAParameters Public { get; } = rsa.ExportParameters(includePrivateParameters: false);
    internal byte[] EncodedHeader { get; } = Jwt.EncodeHeader(kid);

    /// <summary>RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 3.3), into 256 bytes.</summary>
    public void Sign(ReadOnlySpan<byte> content, Span<byte> signature) =>
        rsa.SignData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}

/// <summary>The keys of a pool: one active for each use, and those still needed to verify.</summary>
public sealed class PoolKeys(IReadOnlyList<SigningKey> all)
{
    public SigningKey Active(string use) => all.First(k => k.Use == use && k.State == KeyState.Active);

    /// <summary>What the JWKS shows: all but the refresh keys.</summary>
    public IEnumerable<SigningKey> Published => all.Where(k => k.Use != KeyUse.Refresh);

    /// <summary>The key a token's header names, if it may sign tokens of this use.</summary>
    public SigningKey? Find(string kid, string use) => all.FirstOrDefault(k => k.Kid == kid && k.Use == use);
}
