using IdentityService.Engine.Protection;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityService.Engine.Jobs;

/// <summary>
/// Sweeps rows that mean nothing any more. Never what decides that something has expired: that is a comparison at use (rule 4). Sweeping
/// twice is harmless, so replicas need not agree on who does it.
/// </summary>
public sealed partial class ExpiredRows(IDbContextFactory<DirectoryDb> databases, TimeProvider clock, ILogger<ExpiredRows> log) : BackgroundService
{
    private const int Batch = 5000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // A refresh token of a session that has ended gets the right refusal for a while longer.
    private static readonly TimeSpan SessionAfterlife = TimeSpan.FromDays(7);
    private static readonly TimeSpan CounterLife = TimeSpan.FromDays(30);

    // Counters of names that nobody has (UnknownSubject.Mark) mean nothing once the back-off is over; names can be invented without end.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(20);

    // A handle may be answered until it expires; a minute more covers a clock that lags.
    private static readonly TimeSpan HandleAfterlife = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TrySweep(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; sweeping can wait for the next start.
        }
    }

    /// <summary>Deletes what has expired, in batches that hold no lock for long.</summary>
    /// <returns>How many rows are gone.</returns>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var gone = 0;
        gone += await Delete(db, "confirmation_codes", "expires_at", now - CodeAfterlife, cancel);
        gone += await Delete(db, "spent_handles", "expires_at", now - HandleAfterlife, cancel);
        gone += await Delete(db, "token_sessions", "expires_at", now - SessionAfterlife, cancel);
        gone += await Delete(db, "quotas", "window_ends_at", now, cancel);
        gone += await Delete(db, "failure_counters", "subject LIKE '?%' AND last_attempt_at", now - QuietTime, cancel);
        gone += await Delete(db, "failure_counters", $"failures < {Lockout.HardCap} AND last_attempt_at", now - CounterLife, cancel);
        return gone;
    }

    private static readonly TimeSpan CodeAfterlife = TimeSpan.FromDays(1);

    private async Task TrySweep(CancellationToken cancel)
    {
        try
        {
            Swept(await Sweep(cancel));
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            NotSwept(fault.GetType().Name);
        }
    }

    // Table and condition are ours, never a caller's.
    private static async Task<int> Delete(DirectoryDb db, string table, string condition, DateTimeOffset before, CancellationToken cancel)
    {
        var (sql, gone, deleted) = ($"DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {condition} < {{0}} LIMIT {{1}}))", 0, 0);
        do
        {
            deleted = await db.Database.ExecuteSqlRawAsync(sql, [before, Batch], cancel);
            gone += deleted;
        }
        while (deleted == Batch);
        return gone;
    }

    [LoggerMessage(1, LogLevel.Debug, "{Count} expired rows swept")]
    private partial void Swept(int count);

    [LoggerMessage(2, LogLevel.Warning, "Expired rows could not be swept: {Fault}")]
    private partial void NotSwept(string fault);
}
