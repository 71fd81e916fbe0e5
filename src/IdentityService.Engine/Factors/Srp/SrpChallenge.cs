using System.Numerics;
using System.Security.Cryptography;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// The server's half of one exchange: B, which the client sees, and b, which only the sealed state of the sign-in carries. One challenge is
/// verified at most once (S-12); spending it is the caller's.
/// </summary>
public sealed class SrpChallenge : IDisposable
{
    /// <summary>Bytes of a fresh b: 256 bits (RFC 5054 section 2.5.4).</summary>
    public const int SecretLength = 32;

    private readonly byte[] _secret;

    private SrpChallenge(BigInteger publicKey, byte[] secret)
    {
        PublicKey = publicKey;
        _secret = secret;
    }

    /// <summary>B, never zero.</summary>
    public BigInteger PublicKey { get; }

    /// <summary>B for <c>SRP_B</c>: minimal lower-case hex.</summary>
    public string PublicKeyHex => SrpGroup.ToMinimalHex(ToPublicBytes());

    /// <summary>b, big-endian.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>A challenge with a fresh b. Costs one modular power, whether the verifier is real or fake (S-13).</summary>
    public static SrpChallenge Begin(SrpVerifier verifier)
    {
        Span<byte> fresh = stackalloc byte[SecretLength];
        while (true)
        {
            RandomNumberGenerator.Fill(fresh);
            var challenge = Begin(verifier, fresh);
            if (challenge.PublicKey.IsZero)
                continue;
            CryptographicOperations.ZeroMemory(fresh);
            return challenge;
        }
    }

    /// <summary>B = (k·v + g^b) mod N for a chosen b, as published vectors need it.</summary>
    public static SrpChallenge Begin(SrpVerifier verifier, ReadOnlySpan<byte> secret)
    {
        var power = ModularPower.Raise([2], secret);
        var publicKey = (SrpGroup.K * SrpGroup.FromUnsigned(verifier.V) + SrpGroup.FromUnsigned(power)) % SrpGroup.N;
        CryptographicOperations.ZeroMemory(power);
        return new SrpChallenge(publicKey, secret.ToArray());
    }

    /// <summary>The challenge a sign-in's sealed state carried: B from <see cref="ToPublicBytes"/> and b from <see cref="Secret"/>.</summary>
    public static SrpChallenge Resume(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret) =>
        new(SrpGroup.FromUnsigned(publicKey), secret.ToArray());

    /// <summary>B in <see cref="SrpGroup.ElementLength"/> big-endian bytes.</summary>
    public byte[] ToPublicBytes() => SrpGroup.ToElement(PublicKey);

    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);
}
