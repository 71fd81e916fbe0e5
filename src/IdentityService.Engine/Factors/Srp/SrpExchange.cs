using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>One exchange between the two steps: who signs in, and the public keys of both ends.</summary>
/// <param name="PoolName">The pool id after its underscore (a device: its group key).</param>
/// <param name="UserId">USER_ID_FOR_SRP (a device: its key).</param>
/// <param name="ClientKey">A of the first step.</param>
/// <param name="Challenge">B and b of the first step.</param>
public sealed record SrpExchange(string PoolName, string UserId, SrpClientKey ClientKey, SrpChallenge Challenge)
{
    /// <summary>
    /// Whether the claim proves the password behind the verifier (S-12). False for every flaw alike: keys that give S away, a timestamp
    /// malformed or more than five minutes off, a signature malformed or wrong. Costs two modular powers.
    /// </summary>
    public bool IsProvenBy(PasswordClaim claim, SrpVerifier verifier, DateTimeOffset now)
    {
        var scramble = SrpEquations.Scramble(ClientKey.Value, Challenge.PublicKey);
        if (ClientKey.IsDegenerate || scramble.IsZero)
            return false;

        if (!SrpTimestamp.TryParse(claim.Timestamp, out var moment) || !SrpTimestamp.IsCurrent(moment, now))
            return false;

        if (claim.DecodeSignature() is not { } signature)
            return false;

        var premaster = SrpEquations.ServerPremaster(ClientKey.Value, verifier.V, scramble, Challenge.Secret);
        var key = SrpEquations.ClaimKey(scramble, premaster);
        var expected = Sign(key, claim);
        var proven = CryptographicOperations.FixedTimeEquals(expected, signature);

        CryptographicOperations.ZeroMemory(premaster);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(expected);
        return proven;
    }

    private byte[] Sign(byte[] key, PasswordClaim claim)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(PoolName));
        hmac.AppendData(Encoding.UTF8.GetBytes(UserId));
        hmac.AppendData(claim.SecretBlock.Span);
        hmac.AppendData(Encoding.UTF8.GetBytes(claim.Timestamp ?? ""));
        return hmac.GetHashAndReset();
    }
}
