using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// The group of Cognito's SRP-6a: the 3072-bit prime of RFC 3526 section 5 (RFC 5054 appendix A), generator 2, hash SHA-256.
/// </summary>
public static class SrpGroup
{
    /// <summary>Length of a group element written with a fixed width, in bytes.</summary>
    public const int ElementLength = 384;

    private const string Prime =
        "0FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437" +
        "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05" +
        "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
        "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33" +
        "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864" +
        "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    public static BigInteger N { get; } = BigInteger.Parse(Prime, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static BigInteger G { get; } = 2;

    /// <summary>SHA-256 of PAD(N) and PAD(g): <c>538282c4…b66d9ee6</c> in every Cognito client.</summary>
    public static BigInteger K { get; } = FromUnsigned(SHA256.HashData([.. Pad(N), .. Pad(G)]));

    /// <summary>
    /// What Cognito's clients hash for a number: its minimal two's-complement big-endian bytes, as Java's <c>BigInteger.toByteArray</c>.
    /// It is not RFC 5054's PAD of fixed width. Zero is one zero byte.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static byte[] Pad(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value.ToByteArray(isUnsigned: false, isBigEndian: true);
    }

    /// <summary>Big-endian bytes read as a number that is never negative. No bytes are zero.</summary>
    public static BigInteger FromUnsigned(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    /// <summary>The number modulo N in exactly <see cref="ElementLength"/> big-endian bytes.</summary>
    public static byte[] ToElement(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var reduced = value % N;
        var element = new byte[ElementLength];
        var length = reduced.GetByteCount(isUnsigned: true);
        reduced.TryWriteBytes(element.AsSpan(ElementLength - length), out _, isUnsigned: true, isBigEndian: true);
        return element;
    }

    /// <summary>Lower-case hex without leading zeros: the only form every client pads alike (Cognito: observed).</summary>
    public static string ToMinimalHex(ReadOnlySpan<byte> bytes)
    {
        var digits = Convert.ToHexStringLower(bytes).TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
