using System.Text.Json;
using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Storage;
using IdentityService.Storage.Users;
using IdentityService.Wire;
using Microsoft.EntityFrameworkCore;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Users;

/// <summary>A user about to be: everything but the moment.</summary>
public sealed record NewUser(
    Pool Pool, string Sub, string Username, NewUsername Name, Dictionary<string, string> Attributes, string Status, PasswordCredential? Password)
{
    /// <summary>In pools whose usernames are generated, the username is the sub.</summary>
    public static string UsernameFor(Pool pool, string sub, NewUsername name) => pool.SignInNames.UsernamesAreGenerated ? sub : name.Given;
}

/// <summary>The people of the pools. Uniqueness is decided by the database, whoever asks at the same time.</summary>
public sealed class UserAccounts(DirectoryDb db, TokenSessions sessions, TimeProvider clock)
{
    /// <summary>Finds by any active login name, as at sign-in: the sub is none.</summary>
    public async Task<User?> FindByLoginName(Pool pool, string name, CancellationToken cancel)
    {
        var canonical = SignInNames.IsClean(name) ? pool.SignInNames.Canonical(name) : null;
        var row = await db.LoginNames.Where(n => n.PoolId == pool.Id && n.Name == canonical)
            .Join(db.Users, n => new { n.PoolId, Id = n.UserId }, u => new { u.PoolId, u.Id }, (_, u) => u)
            .SingleOrDefaultAsync(cancel);
        return row is null ? null : new User(row);
    }

    /// <summary>Finds by login name or else by sub, as in administration and confirmation.</summary>
    public async Task<User?> FindByNameOrSub(Pool pool, string name, CancellationToken cancel) =>
        await FindByLoginName(pool, name, cancel) ?? await Find(pool.Id, name, cancel);

    /// <exception cref="CognitoError">UserNotFoundException.</exception>
    public async Task<User> Require(Pool pool, string name, CancellationToken cancel) =>
        await FindByNameOrSub(pool, name, cancel) ?? throw UserNotFound();

    public async Task<User?> Find(string poolId, string sub, CancellationToken cancel)
    {
        if (sub.Contains('\0', StringComparison.Ordinal))
            return null; // No text of PostgreSQL holds it.
        var row = await db.Users.SingleOrDefaultAsync(u => u.PoolId == poolId && u.Id == sub, cancel);
        return row is null ? null : new User(row);
    }

    /// <summary>
    /// Adds a user with its login names and whatever else is pending in this unit of work, such as a code and its message, in one
    /// transaction. The primary key of login names decides who wins when two come at once.
    /// </summary>
    /// <returns>False when a login name is taken.</returns>
    public async Task<bool> TryAdd(NewUser user, IReadOnlyCollection<string> activeAliases, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var names = user.Pool.SignInNames;
        db.Users.Add(new UserRow
        {
            PoolId = user.Pool.Id,
            Id = user.Sub,
            UserName = user.Username,
            NormalizedUserName = names.Canonical(user.Username),
            Status = user.Status,
            Enabled = true,
            Attributes = JsonSerializer.Serialize(user.Attributes),
            PasswordHash = user.Password?.SealedHash,
            SealedSrpVerifier = user.Password?.SealedSrpVerifier,
            PasswordSetAt = user.Password is null ? null : now,
            CreatedAt = now,
            ModifiedAt = now,
        });
        AddLoginName(user, user.Username, LoginNameKind.Username);
        foreach (var attribute in activeAliases.Where(a => !SameName(names, user.Attributes[a], user.Username)))
            AddLoginName(user, user.Attributes[attribute], attribute);

        // A name that is somebody's sub would answer for that user wherever users are named by sub. Subs are not to be guessed: no race.
        if (await IsSomebodysSub(user, cancel))
        {
            db.ChangeTracker.Clear();
            return false;
        }

        return await db.TrySave(cancel);
    }

    private static bool SameName(SignInNames names, string one, string other) => names.Canonical(one) == names.Canonical(other);

    private Task<bool> IsSomebodysSub(NewUser user, CancellationToken cancel)
    {
        var name = user.Username.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
        return db.Users.AnyAsync(u => u.PoolId == user.Pool.Id && u.Id == name, cancel);
    }

    /// <summary>Sets a password with the status that follows from it.</summary>
    /// <param name="onlyIfUnchanged">Whether password and status must still be those the caller has seen.</param>
    /// <returns>False when the user is gone, or has changed and must not have.</returns>
    public async Task<bool> SetPassword(User user, PasswordCredential password, string status, bool onlyIfUnchanged, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var target = db.Users.Where(u => u.PoolId == user.PoolId && u.Id == user.Sub);
        if (onlyIfUnchanged)
            target = target.Where(u => u.PasswordHash == user.SealedPasswordHash && u.Status == user.Status);
        return await target.ExecuteUpdateAsync(
            set => set.SetProperty(u => u.PasswordHash, password.SealedHash)
                .SetProperty(u => u.SealedSrpVerifier, password.SealedSrpVerifier)
                .SetProperty(u => u.PasswordSetAt, now)
                .SetProperty(u => u.Status, status)
                .SetProperty(u => u.ModifiedAt, now),
            cancel) == 1;
    }

    /// <summary>Puts a user's own password in place of a temporary one and confirms the user.</summary>
    /// <returns>False when the password is no longer the temporary one the sign-in began with.</returns>
    public async Task<bool> TryReplaceTemporaryPassword(User user, PasswordCredential password, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.Users
            .Where(u => u.PoolId == user.PoolId && u.Id == user.Sub && u.Status == UserStatus.ForceChangePassword && u.PasswordHash == user.SealedPasswordHash)
            .ExecuteUpdateAsync(
                set => set.SetProperty(u => u.PasswordHash, password.SealedHash)
                    .SetProperty(u => u.SealedSrpVerifier, password.SealedSrpVerifier)
                    .SetProperty(u => u.PasswordSetAt, now)
                    .SetProperty(u => u.Status, UserStatus.Confirmed)
                    .SetProperty(u => u.ModifiedAt, now),
                cancel) == 1;
    }

    /// <summary>Adds or replaces attributes. Names that are aliases must not come this way.</summary>
    public Task MergeAttributes(User user, IReadOnlyDictionary<string, string> attributes, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(attributes);
        return db.Database.ExecuteSqlAsync(
            $"UPDATE users SET attributes = attributes || {json}::jsonb, modified_at = {clock.GetUtcNow()} WHERE pool_id = {user.PoolId} AND id = {user.Sub}", cancel);
    }

    /// <summary>Shuts a user out and ends every session, both or neither: enabling again revives none (Cognito: observed).</summary>
    public async Task Disable(User user, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await SetEnabled(user, enabled: false, cancel);
        await sessions.RevokeAllOf(user, except: null, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Lets a user in again.</summary>
    public Task Enable(User user, CancellationToken cancel) => SetEnabled(user, enabled: true, cancel);

    /// <summary>Deletes a user with its names, codes and passkeys. Token sessions stay, so that their tokens get the right refusal.</summary>
    /// <returns>False when there is no such user any more.</returns>
    public async Task<bool> Delete(User user, CancellationToken cancel) =>
        await db.Users.Where(u => u.PoolId == user.PoolId && u.Id == user.Sub).ExecuteDeleteAsync(cancel) == 1;

    private Task<int> SetEnabled(User user, bool enabled, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.Users.Where(u => u.PoolId == user.PoolId && u.Id == user.Sub)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Enabled, enabled).SetProperty(u => u.ModifiedAt, now), cancel);
    }

    private void AddLoginName(NewUser user, string name, string kind) => db.LoginNames.Add(new LoginNameRow
    {
        PoolId = user.Pool.Id, Name = user.Pool.SignInNames.Canonical(name), Kind = kind, UserId = user.Sub,
    });
}
