using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Messages;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Messages;

/// <summary>Delivers into the development inbox, which keeps about the newest 1,000 messages.</summary>
public sealed class InboxSender(IDbContextFactory<DirectoryDb> databases, Envelope envelope, TimeProvider clock) : IMessageSender
{
    public const int Kept = 1000;
    private const int TrimEvery = 100;

    public async Task Send(Message message, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = new InboxRow
        {
            PoolId = message.PoolId,
            Recipient = message.Recipient,
            SealedPayload = envelope.SealMessage(message),
            SentAt = clock.GetUtcNow(),
        };
        db.Inbox.Add(row);
        await db.SaveChangesAsync(cancel);

        if (row.Id % TrimEvery == 0)
            await Trim(db, cancel);
    }

    private static async Task Trim(DirectoryDb db, CancellationToken cancel)
    {
        var oldestKept = db.Inbox.OrderByDescending(m => m.Id).Skip(Kept - 1).Take(1).Select(m => m.Id);
        await db.Inbox.Where(m => oldestKept.Any(id => m.Id < id)).ExecuteDeleteAsync(cancel);
    }
}
