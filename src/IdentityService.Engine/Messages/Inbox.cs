using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Messages;

/// <summary>A message in the development inbox.</summary>
public sealed record ReceivedMessage(Message Message, DateTimeOffset SentAt);

/// <summary>What the development inbox holds (Development only).</summary>
public sealed class Inbox(DirectoryDb db, Envelope envelope, OutboxSignal signal, TimeProvider clock)
{
    private const int Limit = 100;
    private const int SettlingTurns = 20;
    private static readonly TimeSpan SettlingPause = TimeSpan.FromMilliseconds(25);

    /// <summary>The newest messages first, at most 100, of one recipient if given (exactly as written).</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> Newest(string? recipient, CancellationToken cancel)
    {
        var rows = db.Inbox.AsQueryable();
        if (!string.IsNullOrEmpty(recipient))
            rows = rows.Where(m => m.Recipient == recipient);
        var newest = await rows.OrderByDescending(m => m.Id).Take(Limit).ToListAsync(cancel);
        return [.. newest.Select(m => new ReceivedMessage(envelope.OpenMessage(m.PoolId, m.SealedPayload), m.SentAt))];
    }

    /// <summary>Waits, at most half a second, until messages of requests already answered have arrived.</summary>
    public async Task Settle(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        for (var turn = 0; turn < SettlingTurns && await db.Outbox.AnyAsync(m => m.CreatedAt <= now && m.Attempts <= 1, cancel); turn++)
        {
            signal.Raise();
            await Task.Delay(SettlingPause, clock, cancel);
        }
    }
}
