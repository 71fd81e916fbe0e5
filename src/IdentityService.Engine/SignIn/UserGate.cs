using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn;

/// <summary>
/// What stands between a name and its password, known user or not. Where a client hides who exists, nothing is said before the password
/// was right (S-13); elsewhere, as Cognito does, the user's state is told first.
/// </summary>
public sealed class UserGate(Lockout lockout, PasswordFactor passwords, Envelope envelope)
{
    /// <summary>Tells the state of a user whose password is not yet proven, where the client does not hide it.</summary>
    /// <exception cref="Wire.CognitoError">UserNotFoundException, UserNotConfirmedException, PasswordResetRequiredException, NotAuthorizedException.</exception>
    public static void BeforeProof(AppClient client, User? user)
    {
        if (client.HidesUserExistence)
            return;
        if (user is null)
            throw UserNotFound();
        RequireUsable(user);
    }

    /// <summary>Counts a try before the secret is looked at. The counter of an unknown name is as real as a user's (rule 7).</summary>
    /// <exception cref="Wire.CognitoError">NotAuthorizedException while locked.</exception>
    public async Task CountTry(AppClient client, User? user, string name, CancellationToken cancel)
    {
        if (!await lockout.TryAttempt(client.Pool.Id, SubjectOf(client.Pool, user, name), Lockout.PasswordFactor, cancel))
            throw PasswordAttemptsExceeded();
    }

    /// <summary>Checks a password in the clear, at the same cost whether the user exists or not.</summary>
    /// <exception cref="Wire.CognitoError">NotAuthorizedException.</exception>
    public async Task<User> RequirePassword(AppClient client, User? user, string name, string password, CancellationToken cancel)
    {
        await CountTry(client, user, name, cancel);
        if (user is null)
        {
            await passwords.PretendToCheck(password, cancel);
            throw IncorrectUsernameOrPassword();
        }

        if (!await passwords.IsRight(user, password, cancel))
            throw IncorrectUsernameOrPassword();
        await AfterProof(user, cancel);
        return user;
    }

    /// <summary>The password was proven: the counter starts anew, and the user must be usable.</summary>
    /// <exception cref="Wire.CognitoError">UserNotConfirmedException, PasswordResetRequiredException, NotAuthorizedException.</exception>
    public async Task AfterProof(User user, CancellationToken cancel)
    {
        await lockout.Clear(user.PoolId, user.Sub, Lockout.PasswordFactor, cancel);
        RequireUsable(user);
    }

    private static void RequireUsable(User user)
    {
        if (!user.Enabled)
            throw UserIsDisabled();
        if (user.Status == UserStatus.Unconfirmed)
            throw UserNotConfirmed();
        if (user.Status == UserStatus.ResetRequired)
            throw PasswordResetRequired();
    }

    private string SubjectOf(Pool pool, User? user, string name) => user?.Sub ?? UnknownSubject.Of(envelope, pool, name);
}
