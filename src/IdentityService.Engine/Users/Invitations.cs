using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Pools;
using IdentityService.Storage;

namespace IdentityService.Engine.Users;

/// <summary>Users made by administrators: a temporary password, and a message that tells it.</summary>
public sealed class Invitations(DirectoryDb db, UserAccounts users, PasswordFactor passwords, Aliases aliases, PasswordChange change, Outbox outbox)
{
    public async Task<NewUser> NewUser(
        Pool pool, NewUsername name, Dictionary<string, string> attributes, PlainPassword password, CancellationToken cancel)
    {
        var sub = Guid.NewGuid().ToString();
        var username = Users.NewUser.UsernameFor(pool, sub, name);
        var credential = await passwords.Make(pool, sub, username, password, cancel);
        return new NewUser(pool, sub, username, name, attributes, UserStatus.ForceChangePassword, credential);
    }

    /// <summary>Adds the user and the messages in one transaction.</summary>
    /// <param name="force">Whether verified aliases move here from whoever has them.</param>
    /// <returns>Null when added, else the kind of the login name that is taken.</returns>
    public async Task<string?> TryAdd(NewUser user, PlainPassword password, IReadOnlyList<Destination> to, bool force, CancellationToken cancel)
    {
        var active = Aliases.ActiveFor(user.Pool, user.Attributes);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var alias in active.Where(a => force && user.Pool.SignInNames.IsAlias(a)))
            await aliases.Release(user.Pool, alias, user.Attributes[alias], cancel);

        Invite(user.Pool, user.Name.Given, password, to);
        if (!await users.TryAdd(user, active, cancel))
        {
            await transaction.RollbackAsync(cancel);
            return await TakenKind(user, active, cancel);
        }

        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Gives a user who never signed in a new temporary password, and tells it.</summary>
    /// <returns>False when the user has come in or changed meanwhile.</returns>
    public async Task<bool> Renew(Pool pool, User user, string name, PlainPassword password, IReadOnlyList<Destination> to, CancellationToken cancel)
    {
        var credential = await passwords.Make(pool, user.Sub, user.Username, password, cancel);
        return await change.TrySet(
            user, credential, UserStatus.ForceChangePassword, exceptSession: null, alongside: () => Invite(pool, name, password, to), cancel);
    }

    private void Invite(Pool pool, string username, PlainPassword password, IReadOnlyList<Destination> to)
    {
        foreach (var destination in to)
        {
            var template = MessageTemplates.For(pool.Settings, MessageKind.Invitation, destination.Channel);
            outbox.Add(template.Fill(pool.Id, destination.Channel, destination.Address, username, password.Text));
        }
    }

    private async Task<string> TakenKind(NewUser user, IReadOnlyList<string> active, CancellationToken cancel)
    {
        foreach (var alias in active)
        {
            if (await users.FindByLoginName(user.Pool, user.Attributes[alias], cancel) is not null)
                return alias;
        }

        return LoginNameKind.Username;
    }
}
