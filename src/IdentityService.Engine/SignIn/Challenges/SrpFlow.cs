using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Factors.Srp;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn.Challenges;

/// <summary>
/// USER_SRP_AUTH and its PASSWORD_VERIFIER: SRP-6a (RFC 2945, RFC 5054's 3072-bit group) as Cognito's clients speak it. All state is in
/// the SECRET_BLOCK, since unmodified clients send no Session back. A block is good for one verification (S-12).
/// </summary>
public sealed class SrpFlow(UserAccounts users, PasswordFactor passwords, UserGate gate, SignInHandles handles, TimeProvider clock)
{
    /// <summary>Asks for the proof. An unknown user, or one without a verifier, gets a challenge that cannot be met and looks alike (S-13).</summary>
    public async Task<SignInStep> Begin(FlowRequest request, CancellationToken cancel)
    {
        var (client, name) = (request.Client, request.Require("USERNAME"));
        if (!SrpClientKey.TryParse(request.Require("SRP_A"), out var clientKey))
            throw InvalidParameter("SRP_A is not a valid hexadecimal number.");

        var user = await users.FindByLoginName(client.Pool, name, cancel);
        UserGate.BeforeProof(client, user);

        var (sub, username) = user is null ? PretendedUser(client.Pool, name) : (user.Sub, user.Username);
        using var verifier = (user is null ? null : passwords.Verifier(user)) ?? passwords.FakeVerifier(client.Pool, client.Pool.SignInNames.Canonical(name));
        using var challenge = SrpChallenge.Begin(verifier);
        var now = clock.GetUtcNow();
        var state = new SignInState(Guid.NewGuid(), ChallengeName.PasswordVerifier, sub, username, name, now, now + client.AuthSessionValidity)
        {
            Srp = new SrpState(clientKey.ToBytes(), challenge.ToPublicBytes(), challenge.Secret.ToArray()),
        };
        return new SignInStep.Ask(ChallengeName.PasswordVerifier, Session: null, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SALT"] = verifier.SaltHex,
            ["SECRET_BLOCK"] = handles.SealBlock(client, state),
            ["SRP_B"] = challenge.PublicKeyHex,
            ["USERNAME"] = username,
            ["USER_ID_FOR_SRP"] = username,
        });
    }

    /// <summary>Checks the proof.</summary>
    /// <exception cref="Wire.CognitoError">NotAuthorizedException for every flaw alike; the states of a user once proven.</exception>
    public async Task<User> Answer(ChallengeAnswer answer, CancellationToken cancel)
    {
        var (client, name) = (answer.Client, answer.Require("USERNAME"));
        var (block, signature, timestamp) =
            (answer.Require("PASSWORD_CLAIM_SECRET_BLOCK"), answer.Require("PASSWORD_CLAIM_SIGNATURE"), answer.Require("TIMESTAMP"));
        if (Decode(block) is not { } blockBytes || handles.TryOpenBlock(client, blockBytes) is not { Srp: { } srp } state || !state.IsFor(name))
            throw IncorrectUsernameOrPassword();

        var user = await users.Find(client.Pool.Id, state.Sub, cancel);
        await gate.CountTry(client, user, state.GivenName, cancel);
        if (!await handles.TrySpend(client, state, cancel))
            throw IncorrectUsernameOrPassword();

        using var verifier = (user is null ? null : passwords.Verifier(user)) ?? passwords.FakeVerifier(client.Pool, state.GivenName);
        using var challenge = SrpChallenge.Resume(srp.PublicKey, srp.Secret);
        var exchange = new SrpExchange(client.Pool.SrpName, state.Username, SrpClientKey.FromBytes(srp.ClientKey), challenge);
        var proven = exchange.IsProvenBy(new PasswordClaim(blockBytes, timestamp, signature), verifier, clock.GetUtcNow());
        if (!proven || user is not { HasPassword: true })
            throw IncorrectUsernameOrPassword();

        await gate.AfterProof(user, cancel);
        return user;
    }

    // The same at every probe. Where usernames are generated an unknown one must look like it; where case does not matter the stored
    // spelling of a known one comes back, most often in lower case.
    private (string Sub, string Username) PretendedUser(Pool pool, string name)
    {
        var sub = new Guid(passwords.FakeIdentity(pool, pool.SignInNames.Canonical(name))).ToString();
        if (pool.SignInNames.UsernamesAreGenerated)
            return (sub, sub);
        return (sub, pool.SignInNames.CaseSensitive ? name : name.ToLowerInvariant());
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
