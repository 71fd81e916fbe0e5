using System.Text.Json;
using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using IdentityService.Storage;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn.Challenges;

/// <summary>NEW_PASSWORD_REQUIRED: the holder of a temporary password chooses an own one and gives what the pool still requires.</summary>
public sealed class NewPasswordChallenge(
    DirectoryDb db, UserAccounts users, Aliases aliases, PasswordFactor passwords, SignInHandles handles, TimeProvider clock)
{
    private const string AttributePrefix = "userAttributes.";

    /// <exception cref="Wire.CognitoError">NotAuthorizedException when the temporary password is too old.</exception>
    public SignInStep Ask(AppClient client, User user, string givenName)
    {
        var now = clock.GetUtcNow();
        if (user.PasswordSetAt is { } setAt && setAt + client.Pool.PasswordPolicy.TemporaryValidity <= now)
            throw TemporaryPasswordExpired();

        var state = new SignInState(
            Guid.NewGuid(), ChallengeName.NewPasswordRequired, user.Sub, user.Username, givenName, now, now + client.AuthSessionValidity)
        {
            PasswordMark = user.PasswordMark,
        };
        return new SignInStep.Ask(ChallengeName.NewPasswordRequired, handles.Seal(client, state), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["USER_ID_FOR_SRP"] = user.Username,
            ["requiredAttributes"] = JsonSerializer.Serialize(MissingOf(client.Pool, user).Select(name => AttributePrefix + name)),
            ["userAttributes"] = JsonSerializer.Serialize(user.Attributes.Where(a => client.MayRead(a.Key)).ToDictionary(StringComparer.Ordinal)),
        });
    }

    /// <summary>Takes the new password. A refused one leaves the handle open (S-14: a right answer consumes it, once).</summary>
    public async Task<User> Answer(ChallengeAnswer answer, CancellationToken cancel)
    {
        var (client, name) = (answer.Client, answer.Require("USERNAME"));
        var state = handles.Open(client, ChallengeName.NewPasswordRequired, answer.Session ?? throw MissingParameter("Session"));
        if (!state.IsFor(name))
            throw InvalidSession();
        // Said before the attributes are looked at: its first answer may have changed them.
        if (await handles.IsSpent(client, state, cancel))
            throw SessionUsed();
        if (answer.Responses.GetValueOrDefault("NEW_PASSWORD") is not { Length: > 0 } given)
            throw InvalidParameter("Invalid attributes given, new password should be given with key NEW_PASSWORD.");

        var user = await users.Find(client.Pool.Id, state.Sub, cancel) ?? throw UserNotFound();
        if (!user.Enabled)
            throw UserIsDisabled();
        if (!user.PasswordMark.AsSpan().SequenceEqual(state.PasswordMark))
            throw InvalidSession();
        var attributes = AttributesOf(client, user, answer);
        var password = PasswordFactor.Accept(given, client.Pool, "Password does not conform to policy: ");
        var credential = await passwords.Make(client.Pool, user.Sub, user.Username, password, cancel);
        await Change(client, state, user, credential, attributes, cancel);
        return await users.Find(client.Pool.Id, user.Sub, cancel) ?? throw UserNotFound();
    }

    private async Task Change(
        AppClient client, SignInState state, User user, PasswordCredential credential, Dictionary<string, string> attributes, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await handles.TrySpend(client, state, cancel))
            throw SessionUsed();
        if (!await users.TryReplaceTemporaryPassword(user, credential, cancel))
            throw InvalidSession();
        if (attributes.Count > 0)
        {
            await users.MergeAttributes(user, attributes, cancel);
            await aliases.Follow(client.Pool, user, attributes, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static Dictionary<string, string> AttributesOf(AppClient client, User user, ChallengeAnswer answer)
    {
        var given = answer.Responses.Where(r => r.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
            .Select(r => new AttributeType { Name = r.Key[AttributePrefix.Length..], Value = r.Value }).ToList();
        var attributes = AttributeRules.AcceptWithNewPassword(client, user, given);
        if (MissingOf(client.Pool, user).FirstOrDefault(name => !attributes.ContainsKey(name)) is { } missing)
            throw InvalidParameter($"Invalid attributes given, {missing} is missing");
        return attributes;
    }

    private static IEnumerable<string> MissingOf(Pool pool, User user) => pool.Schema.Required.Where(name => user[name] is null);
}
