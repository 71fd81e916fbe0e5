using System.Collections.Concurrent;
using System.Net.Mail;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IdentityService.Engine.Messages;

/// <summary>
/// One round of deliveries. A claim is one statement that moves the due time on by the lease, so replicas share the work without holding
/// a transaction while they talk to a mail server, and a message whose worker was killed comes back by itself.
/// </summary>
public sealed partial class OutboxDelivery(
    IDbContextFactory<DirectoryDb> databases, IMessageSender sender, Envelope envelope, TimeProvider clock, ILogger<OutboxDelivery> logger)
{
    private const int BatchSize = 8;

    // Handed over, but the database was away when the row should have gone: not to be sent again by this process.
    private readonly ConcurrentDictionary<long, byte> _handedOver = new();

    /// <summary>Claims up to eight due messages and tries each once, all at the same time, so that slow attempts cannot outlast the lease.</summary>
    /// <returns>How many were claimed; zero means that nothing is due.</returns>
    public async Task<int> DeliverDue(CancellationToken stop)
    {
        var claimed = await Claim(stop);
        // What is claimed is finished even while the process stops; the attempt limit bounds it.
        await Task.WhenAll(claimed.Select(Deliver));
        return claimed.Count;
    }

    private async Task<List<OutboxRow>> Claim(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Outbox.FromSql($"""
            WITH due AS (SELECT id FROM outbox WHERE due_at <= {now} ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT {BatchSize})
            UPDATE outbox SET due_at = {now + DeliverySchedule.Lease}, attempts = attempts + 1 FROM due WHERE outbox.id = due.id RETURNING outbox.*
            """).ToListAsync(cancel);
    }

    private async Task Deliver(OutboxRow row)
    {
        if (_handedOver.ContainsKey(row.Id))
        {
            await Remove(row);
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(DeliverySchedule.AttemptLimit, clock);
            await sender.Send(envelope.OpenMessage(row.PoolId, row.SealedPayload), limit.Token);
        }
        catch (Exception failure)
        {
            await PutOff(row, failure);
            return;
        }

        _handedOver[row.Id] = 0;
        await Remove(row);
    }

    private async Task PutOff(OutboxRow row, Exception failure)
    {
        var reason = Reason(failure);
        if (failure is MessageRefused || clock.GetUtcNow() - row.CreatedAt >= DeliverySchedule.GiveUpAfter)
        {
            LogGivenUp(row.Id, row.PoolId, row.Attempts, reason);
            await Remove(row);
            return;
        }

        LogPutOff(row.Attempts == 1 ? LogLevel.Warning : LogLevel.Debug, row.Id, row.PoolId, row.Attempts, reason);
        var due = clock.GetUtcNow() + DeliverySchedule.PauseAfter(row.Attempts);
        await using var db = await databases.CreateDbContextAsync();
        // Only while the claim is still ours: another worker's attempt must not be cut short.
        await db.Outbox.Where(m => m.Id == row.Id && m.Attempts == row.Attempts).ExecuteUpdateAsync(m => m.SetProperty(r => r.DueAt, due));
    }

    // An exception's text may hold an address, so logs name its type, and the text only of our own (S-29).
    private static string Reason(Exception failure) => failure switch
    {
        MessageRefused or NoGateway => failure.Message,
        SmtpException smtp => $"SmtpException {smtp.StatusCode}",
        _ => failure.GetType().Name,
    };

    private async Task Remove(OutboxRow row)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Outbox.Where(m => m.Id == row.Id).ExecuteDeleteAsync();
        _handedOver.TryRemove(row.Id, out _);
    }

    [LoggerMessage(EventId = 1, Message = "Message {Row} of pool {Pool} could not be delivered (attempt {Attempt}): {Reason}")]
    private partial void LogPutOff(LogLevel level, long row, string pool, int attempt, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Message {Row} of pool {Pool} given up after {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(long row, string pool, int attempts, string reason);
}
