using System.Security.Cryptography;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>A client's claim to know the password, as the answer to <c>PASSWORD_VERIFIER</c> or <c>DEVICE_PASSWORD_VERIFIER</c> brings it.</summary>
/// <param name="SecretBlock">PASSWORD_CLAIM_SECRET_BLOCK, decoded.</param>
/// <param name="Timestamp">TIMESTAMP exactly as sent: the signature is over its letters.</param>
/// <param name="Signature">PASSWORD_CLAIM_SIGNATURE exactly as sent: base64 of 32 bytes.</param>
public sealed record PasswordClaim(ReadOnlyMemory<byte> SecretBlock, string? Timestamp, string? Signature)
{
    /// <summary>The 32 bytes of the signature; null when it is not their base64.</summary>
    internal byte[]? DecodeSignature()
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(Signature ?? "", bytes, out var length) && length == bytes.Length ? bytes : null;
    }
}
