using IdentityService.Engine.Pools;
using IdentityService.Storage;
using IdentityService.Storage.Users;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Users;

/// <summary>A page of users and the position after it; null on the last page.</summary>
public sealed record UserPage(IReadOnlyList<User> Users, string? Next);

/// <summary>Finds users of a pool by a filter, in the order of their subs.</summary>
public sealed class UserSearch(DirectoryDb db)
{
    public async Task<UserPage> Page(Pool pool, UserFilter? filter, string? after, int limit, CancellationToken cancel)
    {
        var found = Matching(db.Users.Where(u => u.PoolId == pool.Id), filter);
        if (after is not null)
            found = found.Where(u => string.Compare(u.Id, after) > 0);

        var rows = await found.OrderBy(u => u.Id).Take(limit + 1).ToListAsync(cancel);
        return new UserPage([.. rows.Take(limit).Select(r => new User(r))], rows.Count > limit ? rows[limit - 1].Id : null);
    }

    private static IQueryable<UserRow> Matching(IQueryable<UserRow> users, UserFilter? filter) => filter switch
    {
        null => users,
        { Attribute: "username", IsPrefix: false } => users.Where(u => u.UserName == filter.Value),
        { Attribute: "username" } => users.Where(u => u.UserName!.StartsWith(filter.Value)),
        { Attribute: "sub", IsPrefix: false } => users.Where(u => u.Id == filter.Value),
        { Attribute: "sub" } => users.Where(u => u.Id.StartsWith(filter.Value)),
        { Attribute: "status", IsPrefix: false } => users.Where(u => u.Enabled ? filter.Value == "Enabled" : filter.Value == "Disabled"),
        { Attribute: "status" } => users.Where(u => u.Enabled ? "Enabled".StartsWith(filter.Value) : "Disabled".StartsWith(filter.Value)),
        { Attribute: "cognito:user_status" } => ByStatus(users, filter),
        _ => ByAttribute(users, filter),
    };

    private static IQueryable<UserRow> ByStatus(IQueryable<UserRow> users, UserFilter filter)
    {
        var status = filter.Value.ToUpperInvariant();
        return filter.IsPrefix ? users.Where(u => u.Status.StartsWith(status)) : users.Where(u => u.Status == status);
    }

    private static IQueryable<UserRow> ByAttribute(IQueryable<UserRow> users, UserFilter filter)
    {
        var column = UserTable.SearchProperty(filter.Attribute);
        var value = AsciiLower(filter.Value);
        return filter.IsPrefix
            ? users.Where(u => EF.Property<string>(u, column).StartsWith(value))
            : users.Where(u => EF.Property<string>(u, column) == value);
    }

    // As the generated columns are folded, whatever the database's locale.
    private static string AsciiLower(string text) => string.Create(text.Length, text, static (lower, from) =>
    {
        for (var i = 0; i < lower.Length; i++)
            lower[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
    });
}
