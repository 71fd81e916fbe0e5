using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Sessions;
using IdentityService.Storage;

namespace IdentityService.Engine.Users;

/// <summary>
/// What goes with every new password: sessions end (N-13, N-71), the lock on the old password falls, and a code to reset it dies.
/// </summary>
public sealed class PasswordChange(DirectoryDb db, UserAccounts users, TokenSessions sessions, Lockout lockout, ConfirmationCodes codes, Aliases aliases)
{
    /// <returns>False when the user is gone.</returns>
    public async Task<bool> Set(User user, PasswordCredential credential, string status, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var done = await Replace(user, credential, status, onlyIfUnchanged: false, exceptSession: null, cancel);
        await transaction.CommitAsync(cancel);
        return done;
    }

    /// <summary>As <see cref="Set"/>, for a change that rests on the password or status just seen.</summary>
    /// <param name="exceptSession">The session that may stay: the one that asked, if a user did.</param>
    /// <param name="alongside">Saved in the same transaction, such as a message.</param>
    /// <returns>False, with nothing changed, when another change came first.</returns>
    public async Task<bool> TrySet(
        User user, PasswordCredential credential, string status, Guid? exceptSession, Action? alongside, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await Replace(user, credential, status, onlyIfUnchanged: true, exceptSession, cancel))
            return false;
        alongside?.Invoke();
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Sets the password if the code is right, spending it and proving the address it was sent to; else nothing changes.</summary>
    public async Task<CodeOutcome> ByCode(Pool pool, User user, string code, PasswordCredential credential, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var outcome = await codes.Spend(user, CodePurpose.ForgotPassword, code, cancel);
        if (outcome is not CodeOutcome.Right right)
            return outcome;

        var status = user.Status == UserStatus.ResetRequired ? UserStatus.Confirmed : user.Status;
        await Replace(user, credential, status, onlyIfUnchanged: false, exceptSession: null, cancel);
        await aliases.Verify(pool, user, right.Proven, force: false, cancel);
        await transaction.CommitAsync(cancel);
        return right;
    }

    private async Task<bool> Replace(
        User user, PasswordCredential credential, string status, bool onlyIfUnchanged, Guid? exceptSession, CancellationToken cancel)
    {
        if (!await users.SetPassword(user, credential, status, onlyIfUnchanged, cancel))
            return false;
        await sessions.RevokeAllOf(user, exceptSession, cancel);
        await lockout.Clear(user.PoolId, user.Sub, Lockout.PasswordFactor, cancel);
        await codes.Forget(user, CodePurpose.ForgotPassword, cancel);
        return true;
    }
}
