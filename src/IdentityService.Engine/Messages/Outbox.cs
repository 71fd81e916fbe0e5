using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.Storage.Messages;

namespace IdentityService.Engine.Messages;

/// <summary>
/// Where messages wait to be delivered. No request waits on a mail server, and no message leaves for a change that was rolled back (T-08).
/// </summary>
public sealed class Outbox(DirectoryDb db, Envelope envelope, TimeProvider clock, OutboxSignal signal)
{
    private bool _listening;

    /// <summary>Adds the message to the context's pending changes, so that it is saved with them or not at all.</summary>
    public void Add(Message message)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxRow
        {
            PoolId = message.PoolId,
            SealedPayload = envelope.SealMessage(message),
            CreatedAt = now,
            DueAt = now,
            Attempts = 0,
        });

        if (_listening)
            return;
        // A context drops its listeners when it goes back to its pool.
        db.SavedChanges += (_, _) => signal.Raise();
        _listening = true;
    }
}
