using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Protection;

/// <summary>How often something may be done for one subject.</summary>
/// <param name="Action">The storage's word for it.</param>
/// <param name="Limit">Times in an hour.</param>
public sealed record Quota(string Action, int Limit)
{
    // Cognito, documented: five resends and fifteen tries of sign-up codes an hour; resets of passwords, asked for and tried, together.
    public static readonly Quota ResendCode = new("resend code", 5);
    public static readonly Quota ConfirmSignUp = new("confirm sign-up", 15);
    public static readonly Quota ForgotPassword = new("forgot password", 20);
    public static readonly Quota ChangePassword = new("change password", 5);
}

/// <summary>Counts uses in windows of an hour. One statement counts and decides.</summary>
public sealed class Quotas(DirectoryDb db, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <returns>False when the hour's quota is used up; refused uses do not count.</returns>
    public async Task<bool> TryUse(string poolId, string subject, Quota quota, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var end = now + Window;
        var used = await db.Database.SqlQuery<int>($"""
            INSERT INTO quotas AS q (pool_id, subject, action, used, window_ends_at)
            VALUES ({poolId}, {subject}, {quota.Action}, 1, {end})
            ON CONFLICT (pool_id, subject, action) DO UPDATE SET
                used = CASE WHEN q.window_ends_at <= {now} THEN 1 ELSE q.used + 1 END,
                window_ends_at = CASE WHEN q.window_ends_at <= {now} THEN {end} ELSE q.window_ends_at END
            WHERE q.window_ends_at <= {now} OR q.used < {quota.Limit}
            RETURNING q.used AS "Value"
            """).ToListAsync(cancel);
        return used.Count == 1;
    }
}
