using System.Security.Cryptography;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Users;
using IdentityService.Wire.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Users;

/// <summary>What a code proves, and for how long it may.</summary>
public sealed record CodePurpose(string Name, TimeSpan Life)
{
    public static readonly CodePurpose SignUp = new("sign-up", TimeSpan.FromHours(24));
    public static readonly CodePurpose ForgotPassword = new("forgot password", TimeSpan.FromHours(1));
}

/// <summary>What became of a code that was shown.</summary>
public abstract record CodeOutcome
{
    private CodeOutcome()
    {
    }

    /// <summary>It was right and is spent; the address is proven.</summary>
    public sealed record Right(Destination Proven) : CodeOutcome;

    /// <summary>Another code is outstanding.</summary>
    public sealed record Wrong : CodeOutcome;

    /// <summary>None is outstanding, or it is too old.</summary>
    public sealed record None : CodeOutcome;
}

/// <summary>
/// Six-digit codes, kept as keyed HMACs bound to purpose, pool, user and destination (S-16). A new code replaces the old one; a right one is
/// spent by the statement that finds it.
/// </summary>
public sealed class ConfirmationCodes(DirectoryDb db, Envelope envelope, Outbox outbox, TimeProvider clock)
{
    private const int CodeLength = 6;

    /// <summary>Prepares the first code of a new user and its message, to be saved with the user or not at all.</summary>
    public void Prepare(NewUser user, Destination to)
    {
        var code = RandomText.Digits(CodeLength);
        db.ConfirmationCodes.Add(new ConfirmationCodeRow
        {
            PoolId = user.Pool.Id,
            UserId = user.Sub,
            Purpose = CodePurpose.SignUp.Name,
            Attribute = to.Attribute,
            Destination = to.Address,
            CodeMac = Mac(user.Pool.Id, user.Sub, CodePurpose.SignUp, to.Address, code),
            ExpiresAt = clock.GetUtcNow() + CodePurpose.SignUp.Life,
        });
        outbox.Add(Write(user.Pool, MessageKind.Verification, to, user.Username, code));
    }

    /// <summary>Sends a new code in place of any earlier one.</summary>
    public async Task Send(Pool pool, User user, CodePurpose purpose, MessageKind kind, Destination to, CancellationToken cancel)
    {
        var code = RandomText.Digits(CodeLength);
        var (mac, expires) = (Mac(pool.Id, user.Sub, purpose, to.Address, code), clock.GetUtcNow() + purpose.Life);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO confirmation_codes (pool_id, user_id, purpose, attribute, destination, code_mac, expires_at)
            VALUES ({pool.Id}, {user.Sub}, {purpose.Name}, {to.Attribute}, {to.Address}, {mac}, {expires})
            ON CONFLICT (pool_id, user_id, purpose) DO UPDATE SET
                attribute = excluded.attribute, destination = excluded.destination, code_mac = excluded.code_mac, expires_at = excluded.expires_at
            """, cancel);
        outbox.Add(Write(pool, kind, to, user.Username, code));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Whether the code is the outstanding one, without spending it.</summary>
    public async Task<CodeOutcome> Check(User user, CodePurpose purpose, string code, CancellationToken cancel)
    {
        var row = await db.ConfirmationCodes.SingleOrDefaultAsync(
            c => c.PoolId == user.PoolId && c.UserId == user.Sub && c.Purpose == purpose.Name, cancel);
        if (row is null || row.ExpiresAt <= clock.GetUtcNow())
            return new CodeOutcome.None();

        var shown = Mac(user.PoolId, user.Sub, purpose, row.Destination, code);
        return CryptographicOperations.FixedTimeEquals(shown, row.CodeMac)
            ? new CodeOutcome.Right(new Destination(row.Attribute, row.Destination))
            : new CodeOutcome.Wrong();
    }

    /// <summary>Spends the code if it is right. Runs inside the transaction that grants what the code is for.</summary>
    public async Task<CodeOutcome> Spend(User user, CodePurpose purpose, string code, CancellationToken cancel)
    {
        var outcome = await Check(user, purpose, code, cancel);
        if (outcome is not CodeOutcome.Right right)
            return outcome;

        var mac = Mac(user.PoolId, user.Sub, purpose, right.Proven.Address, code);
        var spent = await db.ConfirmationCodes
            .Where(c => c.PoolId == user.PoolId && c.UserId == user.Sub && c.Purpose == purpose.Name && c.CodeMac == mac)
            .ExecuteDeleteAsync(cancel);
        return spent == 1 ? right : new CodeOutcome.None();
    }

    /// <summary>Forgets an outstanding code that has lost its meaning.</summary>
    public Task Forget(User user, CodePurpose purpose, CancellationToken cancel) =>
        db.ConfirmationCodes.Where(c => c.PoolId == user.PoolId && c.UserId == user.Sub && c.Purpose == purpose.Name).ExecuteDeleteAsync(cancel);

    /// <summary>What stands for an unknown name where uses are counted.</summary>
    public string SubjectOfUnknown(Pool pool, string name) =>
        UnknownSubject.Of(envelope, pool, name);

    /// <summary>Where a code to an unknown name would seem to go (S-13).</summary>
    public Destination SimulatedDestination(Pool pool, CodePurpose purpose, string name)
    {
        var preferred = purpose == CodePurpose.ForgotPassword && pool.RecoveryMechanisms is [var first, ..]
            ? first.Replace("verified_", "", StringComparison.Ordinal)
            : pool.AutoVerifies(LoginNameKind.PhoneNumber) ? LoginNameKind.PhoneNumber : LoginNameKind.Email;
        return Destination.Simulated(preferred, name, envelope.Mac(Binding.To("fake destination", pool.Id, pool.SignInNames.Canonical(name))));
    }

    private static Message Write(Pool pool, MessageKind kind, Destination to, string username, string code) =>
        MessageTemplates.For(pool.Settings, kind, to.Channel).Fill(pool.Id, to.Channel, to.Address, username, code);

    private byte[] Mac(string poolId, string sub, CodePurpose purpose, string address, string code) =>
        envelope.Mac(Binding.To("code", purpose.Name, poolId, sub, address, code));
}
