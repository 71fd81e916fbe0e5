using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// A client's public key A, from <c>SRP_A</c>. Read as generously as the clients need (Cognito: observed): hex of either case, odd lengths,
/// extra leading zeros. It may be a multiple of N: the first step answers that as any other, the proof then fails (S-12).
/// </summary>
public sealed record SrpClientKey
{
    /// <summary>Longest accepted <c>SRP_A</c> in digits. 769 occur; the bound keeps the arithmetic small.</summary>
    public const int LongestHex = 800;

    private SrpClientKey(BigInteger value) => Value = value;

    /// <summary>A as sent, not reduced modulo N.</summary>
    public BigInteger Value { get; }

    /// <summary>A mod N = 0: whoever sends it knows S without the password.</summary>
    public bool IsDegenerate => (Value % SrpGroup.N).IsZero;

    /// <summary>False for null, nothing, more than <see cref="LongestHex"/> digits, and anything that is not a hexadecimal digit.</summary>
    public static bool TryParse(string? hex, [NotNullWhen(true)] out SrpClientKey? key)
    {
        key = hex is { Length: > 0 and <= LongestHex } && hex.All(char.IsAsciiHexDigit)
            ? new SrpClientKey(BigInteger.Parse($"0{hex}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : null;
        return key is not null;
    }

    /// <summary>Minimal unsigned big-endian bytes, for the sealed state of a sign-in.</summary>
    public byte[] ToBytes() => Value.ToByteArray(isUnsigned: true, isBigEndian: true);

    /// <summary>What <see cref="ToBytes"/> made.</summary>
    public static SrpClientKey FromBytes(ReadOnlySpan<byte> bytes) => new(SrpGroup.FromUnsigned(bytes));
}
