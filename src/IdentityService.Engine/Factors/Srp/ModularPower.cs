using System.Numerics;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// base^exponent mod N of <see cref="SrpGroup"/>, in big-endian bytes. By OpenSSL where it can be loaded (constant time, about 0.5 ms for an
/// exponent of 256 bits), else by BigInteger (ten times slower, and its time depends on the exponent).
/// </summary>
public static class ModularPower
{
    /// <summary>The base may be longer than N; the answer has <see cref="SrpGroup.ElementLength"/> bytes.</summary>
    public static byte[] Raise(ReadOnlySpan<byte> number, ReadOnlySpan<byte> exponent) =>
        OpenSslPower.Shared is { } native ? native.Raise(number, exponent) : Managed(number, exponent);

    /// <summary>The same by BigInteger, whose intermediate numbers cannot be cleared.</summary>
    public static byte[] Managed(ReadOnlySpan<byte> number, ReadOnlySpan<byte> exponent) =>
        SrpGroup.ToElement(BigInteger.ModPow(SrpGroup.FromUnsigned(number), SrpGroup.FromUnsigned(exponent), SrpGroup.N));
}
