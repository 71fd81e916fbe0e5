using IdentityService.Engine.Pools;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Users;

/// <summary>How a sign-up is confirmed. The conditional update of the status decides between two at once.</summary>
public sealed class Confirmation(DirectoryDb db, ConfirmationCodes codes, Aliases aliases, TimeProvider clock)
{
    /// <summary>By the code: it is spent, the user confirmed, the address proven and its alias claimed, or nothing changes.</summary>
    /// <exception cref="Wire.CognitoError">AliasExistsException when the proven address belongs to another user.</exception>
    public async Task<CodeOutcome> ByCode(Pool pool, User user, string code, bool forceAlias, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var outcome = await codes.Spend(user, CodePurpose.SignUp, code, cancel);
        if (outcome is not CodeOutcome.Right right)
            return outcome;
        if (!await TryConfirm(user, cancel))
            return new CodeOutcome.None();

        await aliases.Verify(pool, user, right.Proven, forceAlias, cancel);
        await transaction.CommitAsync(cancel);
        return right;
    }

    /// <summary>By an administrator: no code, and no address is proven.</summary>
    /// <returns>False when the user was no longer unconfirmed.</returns>
    public async Task<bool> ByAdministrator(User user, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var confirmed = await TryConfirm(user, cancel);
        await codes.Forget(user, CodePurpose.SignUp, cancel);
        await transaction.CommitAsync(cancel);
        return confirmed;
    }

    private async Task<bool> TryConfirm(User user, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.Users.Where(u => u.PoolId == user.PoolId && u.Id == user.Sub && u.Status == UserStatus.Unconfirmed)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Status, UserStatus.Confirmed).SetProperty(u => u.ModifiedAt, now), cancel) == 1;
    }
}
