using IdentityService.Engine.Pools;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Users;

/// <summary>
/// The one writer of verified flags and of the names that become active with them (S-22, S-24). A name has one owner; the primary key of
/// login names decides, also between two who prove it at the same moment.
/// </summary>
public sealed class Aliases(DirectoryDb db, TimeProvider clock)
{
    /// <summary>Which of the given attributes are names to sign in by from the start of a user's life.</summary>
    public static IReadOnlyList<string> ActiveFor(Pool pool, IReadOnlyDictionary<string, string> attributes) =>
        [.. attributes.Keys.Where(name => IsActive(pool, attributes, name))];

    /// <summary>
    /// Marks an address of a user as proven; where it is an alias it becomes a name to sign in by. Runs inside the caller's transaction.
    /// </summary>
    /// <param name="force">Whether another user's alias moves here, leaving that user's address unverified.</param>
    /// <exception cref="Wire.CognitoError">AliasExistsException when another user owns the name and is not forced to give it up.</exception>
    public async Task Verify(Pool pool, User user, Destination proven, bool force, CancellationToken cancel)
    {
        var (attribute, address) = (proven.Attribute, proven.Address);
        var verified = $$"""{"{{attribute}}_verified":"true"}""";

        // Only the proven address is marked, not whatever stands there by now.
        var marked = await db.Database.ExecuteSqlAsync($"""
            UPDATE users SET attributes = attributes || {verified}::jsonb, modified_at = {clock.GetUtcNow()}
            WHERE pool_id = {user.PoolId} AND id = {user.Sub} AND attributes ->> {attribute} = {address}
            """, cancel);
        if (marked == 1 && pool.SignInNames.IsAlias(attribute))
            await Claim(pool, user, attribute, address, force, cancel);
    }

    /// <summary>
    /// After attributes were changed: names to sign in by that need no proof are claimed, those of addresses that lost theirs are given up.
    /// Runs inside the caller's transaction.
    /// </summary>
    /// <exception cref="Wire.CognitoError">AliasExistsException.</exception>
    public async Task Follow(Pool pool, User user, IReadOnlyDictionary<string, string> changed, CancellationToken cancel)
    {
        foreach (var attribute in new[] { LoginNameKind.Email, LoginNameKind.PhoneNumber, LoginNameKind.PreferredUsername }.Where(changed.ContainsKey))
        {
            await GiveUp(user, attribute, cancel);
            if (IsActive(pool, changed, attribute))
                await Claim(pool, user, attribute, changed[attribute], force: false, cancel);
        }
    }

    /// <summary>Takes an alias from whoever owns it, leaving that user's address unverified. Runs inside the caller's transaction.</summary>
    public async Task Release(Pool pool, string attribute, string value, CancellationToken cancel)
    {
        var name = pool.SignInNames.Canonical(value);
        var unverified = $$"""{"{{attribute}}_verified":"false"}""";
        await db.Database.ExecuteSqlAsync($"""
            WITH taken AS (DELETE FROM login_names WHERE pool_id = {pool.Id} AND name = {name} AND kind = {attribute} RETURNING user_id)
            UPDATE users SET attributes = attributes || {unverified}::jsonb, modified_at = {clock.GetUtcNow()}
            FROM taken WHERE users.pool_id = {pool.Id} AND users.id = taken.user_id
            """, cancel);
    }

    private async Task Claim(Pool pool, User user, string attribute, string value, bool force, CancellationToken cancel)
    {
        var name = pool.SignInNames.Canonical(value);
        await GiveUp(user, attribute, cancel);
        if (await TryClaim(pool, user, attribute, name, cancel))
            return;
        if (!force)
            throw AliasExists(attribute);
        await Release(pool, attribute, value, cancel);
        if (!await TryClaim(pool, user, attribute, name, cancel))
            throw AliasExists(attribute);
    }

    private Task<int> GiveUp(User user, string attribute, CancellationToken cancel) =>
        db.LoginNames.Where(n => n.PoolId == user.PoolId && n.UserId == user.Sub && n.Kind == attribute).ExecuteDeleteAsync(cancel);

    private async Task<bool> TryClaim(Pool pool, User user, string attribute, string name, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO login_names (pool_id, name, kind, user_id) VALUES ({pool.Id}, {name}, {attribute}, {user.Sub})
            ON CONFLICT (pool_id, name) DO UPDATE SET user_id = excluded.user_id WHERE login_names.user_id = excluded.user_id
            """, cancel) == 1;

    private static bool IsActive(Pool pool, IReadOnlyDictionary<string, string> attributes, string name) => name switch
    {
        LoginNameKind.Email or LoginNameKind.PhoneNumber => pool.SignInNames.IsUsernameAttribute(name)
            || (pool.SignInNames.IsAlias(name) && attributes.GetValueOrDefault(name + "_verified") == "true"),
        LoginNameKind.PreferredUsername => pool.SignInNames.IsAlias(name),
        _ => false,
    };
}
