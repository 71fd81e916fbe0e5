using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// The equations both ends share (SRP-6a as Cognito's clients compute it; RFC 5054 section 2.6 with SHA-256, Cognito's padding and its own
/// key derivation). Names of values are the protocol's.
/// </summary>
public static class SrpEquations
{
    /// <summary>x: 32 bytes from salt, pool name (the pool id after its underscore), USER_ID_FOR_SRP and password.</summary>
    public static byte[] PrivateKey(ReadOnlySpan<byte> salt, string poolName, string userId, string password)
    {
        var text = Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}");
        var inner = SHA256.HashData(text);
        byte[] outer = [.. SrpGroup.Pad(SrpGroup.FromUnsigned(salt)), .. inner];
        try
        {
            return SHA256.HashData(outer);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(inner);
            CryptographicOperations.ZeroMemory(outer);
        }
    }

    /// <summary>u: the hash of both public keys. A is taken as it was sent, not reduced, because the client hashes what it sends.</summary>
    public static BigInteger Scramble(BigInteger clientKey, BigInteger serverKey) =>
        SrpGroup.FromUnsigned(SHA256.HashData([.. SrpGroup.Pad(clientKey), .. SrpGroup.Pad(serverKey)]));

    /// <summary>S on the server: (A · v^u)^b mod N. Two modular powers.</summary>
    public static byte[] ServerPremaster(BigInteger clientKey, ReadOnlySpan<byte> verifier, BigInteger scramble, ReadOnlySpan<byte> secret)
    {
        var power = ModularPower.Raise(verifier, SrpGroup.Pad(scramble));
        var number = SrpGroup.ToElement(clientKey % SrpGroup.N * SrpGroup.FromUnsigned(power));
        try
        {
            return ModularPower.Raise(number, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(power);
            CryptographicOperations.ZeroMemory(number);
        }
    }

    /// <summary>K: 16 bytes by HKDF (RFC 5869) with salt PAD(u), key PAD(S) and the clients' fixed information string.</summary>
    public static byte[] ClaimKey(BigInteger scramble, ReadOnlySpan<byte> premaster)
    {
        var padded = SrpGroup.Pad(SrpGroup.FromUnsigned(premaster));
        var key = new byte[16];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, padded, key, SrpGroup.Pad(scramble), "Caldera Derived Key"u8);
        CryptographicOperations.ZeroMemory(padded);
        return key;
    }
}
