using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Protection;

/// <summary>
/// Cognito's back-off for guessed secrets: five tries are free, then a lock of 2^(n-5) s up to 15 minutes, forgotten after 15 quiet
/// minutes; beyond Cognito, 100 failures without a success lock until the password is set anew (N-69). One statement counts a try and
/// decides before the secret is looked at, so parallel guesses never get more tries (S-17); tries made while locked do not count.
/// </summary>
public sealed class Lockout(DirectoryDb db, TimeProvider clock)
{
    /// <summary>Password and SRP are one factor with one counter (rule 7).</summary>
    public const string PasswordFactor = "password";

    /// <summary>Failures without a success after which only a new password helps.</summary>
    public const int HardCap = 100;
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(15);

    /// <summary>Counts a try.</summary>
    /// <param name="subject">The canonical user: a sub, or what stands for an unknown name.</param>
    /// <returns>False while the factor is locked: the secret must not be looked at.</returns>
    public async Task<bool> TryAttempt(string poolId, string subject, string factor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var quietSince = now - QuietTime;

        // No lock is a moment well past, not this one: of two tries at once the one with the earlier clock may come second.
        var unlocked = quietSince;
        var counted = await db.Database.SqlQuery<int>($"""
            INSERT INTO failure_counters AS c (pool_id, subject, factor, failures, streak, last_attempt_at, locked_until)
            VALUES ({poolId}, {subject}, {factor}, 1, 1, {now}, {unlocked})
            ON CONFLICT (pool_id, subject, factor) DO UPDATE SET
                failures = c.failures + 1,
                streak = CASE WHEN c.last_attempt_at < {quietSince} THEN 1 ELSE c.streak + 1 END,
                last_attempt_at = {now},
                locked_until = CASE
                    WHEN c.last_attempt_at < {quietSince} OR c.streak + 1 < 5 THEN {unlocked}
                    ELSE {now} + LEAST(900, 2 ^ LEAST(c.streak + 1 - 5, 10)) * interval '1 second' END
            WHERE c.locked_until <= {now} AND c.failures < {HardCap}
            RETURNING c.failures AS "Value"
            """).ToListAsync(cancel);
        return counted.Count == 1;
    }

    /// <summary>Forgets the failures: after a right answer, or when the secret was set anew.</summary>
    public Task Clear(string poolId, string subject, string factor, CancellationToken cancel) =>
        db.FailureCounters.Where(c => c.PoolId == poolId && c.Subject == subject && c.Factor == factor).ExecuteDeleteAsync(cancel);
}
