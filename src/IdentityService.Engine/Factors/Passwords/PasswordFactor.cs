using System.Security.Cryptography;
using System.Text;
using IdentityService.Engine.Factors.Srp;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Users;
using IdentityService.Wire;
using Microsoft.AspNetCore.Identity;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Factors.Passwords;

/// <summary>Makes, checks and opens what is stored of passwords. The policy is checked here and nowhere else.</summary>
public sealed class PasswordFactor(PasswordHashing hashing, Envelope envelope)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string SmallLetters = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";
    private const string Symbols = "!@#%*-_=+?";

    /// <summary>Accepts a password that keeps the pool's policy.</summary>
    /// <param name="prefix">Cognito, observed: the text before the reason depends on the operation.</param>
    /// <exception cref="CognitoError">InvalidPasswordException.</exception>
    public static PlainPassword Accept(string password, Pool pool, string prefix)
    {
        if (pool.PasswordPolicy.Violation(password) is { } violation)
            throw InvalidPassword($"{prefix}{violation}");
        return new PlainPassword(password);
    }

    /// <summary>A random password that keeps any policy of its length: at least 16 characters of all four classes (N-76).</summary>
    public static PlainPassword Temporary(Pool pool)
    {
        const int least = 16;
        var length = Math.Max(least, pool.PasswordPolicy.MinimumLength);
        Span<char> password = stackalloc char[length];
        RandomNumberGenerator.GetItems(Letters + SmallLetters + Digits, password);
        password[0] = RandomNumberGenerator.GetItems<char>(Letters, 1)[0];
        password[1] = RandomNumberGenerator.GetItems<char>(SmallLetters, 1)[0];
        password[2] = RandomNumberGenerator.GetItems<char>(Digits, 1)[0];
        password[3] = RandomNumberGenerator.GetItems<char>(Symbols, 1)[0];
        RandomNumberGenerator.Shuffle(password);
        return new PlainPassword(password.ToString());
    }

    /// <summary>Hashes a password and derives its SRP verifier, both sealed for this user.</summary>
    public async Task<PasswordCredential> Make(Pool pool, string sub, string username, PlainPassword password, CancellationToken cancel)
    {
        var hash = await hashing.Hash(password.Text, cancel);
        var verifier = SrpVerifier.Make(pool.SrpName, username, password.Text);
        return new PasswordCredential(
            Convert.ToBase64String(envelope.Seal(HashOf(pool.Id, sub), Encoding.ASCII.GetBytes(hash))),
            envelope.Seal(VerifierOf(pool.Id, sub), verifier.ToBytes()));
    }

    /// <summary>Whether this is the user's password. Costs the same when the user has none.</summary>
    public async Task<bool> IsRight(User user, string password, CancellationToken cancel)
    {
        if (user.SealedPasswordHash is null)
        {
            await hashing.VerifyDecoy(password, cancel);
            return false;
        }

        var hash = envelope.Open(HashOf(user.PoolId, user.Sub), Convert.FromBase64String(user.SealedPasswordHash));
        return await hashing.Verify(Encoding.ASCII.GetString(hash), password, cancel) != PasswordVerificationResult.Failed;
    }

    /// <summary>Takes as long as <see cref="IsRight"/> does, for a user that does not exist (S-13).</summary>
    public Task PretendToCheck(string password, CancellationToken cancel) => hashing.VerifyDecoy(password, cancel);

    /// <summary>The user's SRP verifier; null when none was ever made, as for imported users.</summary>
    public SrpVerifier? Verifier(User user) => user.SealedSrpVerifier is { } sealedVerifier
        ? SrpVerifier.FromBytes(envelope.Open(VerifierOf(user.PoolId, user.Sub), sealedVerifier))
        : null;

    /// <summary>A verifier for a name that has none, the same at every call, so that probes learn nothing (S-13).</summary>
    public SrpVerifier FakeVerifier(Pool pool, string canonicalName) => SrpVerifier.Fake(envelope.Mac(Binding.To("fake srp", pool.Id, canonicalName)));

    /// <summary>16 bytes that stand for an unknown name, the same at every call.</summary>
    public byte[] FakeIdentity(Pool pool, string canonicalName) => envelope.Mac(Binding.To("fake identity", pool.Id, canonicalName))[..16];

    private static Binding HashOf(string poolId, string sub) => Binding.To("password", poolId, sub);

    private static Binding VerifierOf(string poolId, string sub) => Binding.To("srp", poolId, sub);
}
