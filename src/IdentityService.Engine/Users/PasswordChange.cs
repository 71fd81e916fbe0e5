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
    /// <param name="exceptSession">The session that may stay: the one that asked, if a user did.</param>
    public async Task Set(User user, PasswordCredential credential, string status, Guid? exceptSession, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Replace(user, credential, status, exceptSession, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Sets the password if the code is right, spending it and proving the address it was sent to; else nothing changes.</summary>
    public async Task<CodeOutcome> ByCode(Pool pool, User user, string code, PasswordCredential credential, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var outcome = await codes.Spend(user, CodePurpose.ForgotPassword, code, cancel);
        if (outcome is not CodeOutcome.Right right)
            return outcome;

        await Replace(user, credential, user.Status == UserStatus.ResetRequired ? UserStatus.Confirmed : user.Status, exceptSession: null, cancel);
        if (user[right.Proven.Attribute] == right.Proven.Address)
            await aliases.Verify(pool, user, right.Proven.Attribute, force: false, cancel);
        await transaction.CommitAsync(cancel);
        return right;
    }

    private async Task Replace(User user, PasswordCredential credential, string status, Guid? exceptSession, CancellationToken cancel)
    {
        await users.SetPassword(user, credential, status, cancel);
        await sessions.RevokeAllOf(user, exceptSession, cancel);
        await lockout.Clear(user.PoolId, user.Sub, Lockout.PasswordFactor, cancel);
        await codes.Forget(user, CodePurpose.ForgotPassword, cancel);
    }
}
