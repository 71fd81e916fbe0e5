using System.Security.Cryptography;
using System.Text;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Secrets;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class OutboxTests
{
    /// <summary>S-39: nothing readable in a dump, and a payload belongs to its pool.</summary>
    [Fact]
    public async Task Waiting_messages_are_sealed_and_bound_to_their_pool()
    {
        await using var directory = await MessagesDirectory.Create();
        await directory.Save(MessagesDirectory.Mail("ann@example.com", "918273"));

        await using var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Outbox.SingleAsync(TestContext.Current.CancellationToken);
        var bytes = Encoding.Latin1.GetString(row.SealedPayload);
        Assert.DoesNotContain("918273", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("code", bytes, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(directory.Envelope.Open(Binding.To("message", MessagesDirectory.PoolId), row.SealedPayload));
        Assert.ThrowsAny<CryptographicException>(() => directory.Envelope.Open(Binding.To("message", "eu-west-1_other0000"), row.SealedPayload));
    }

    [Fact]
    public async Task A_message_lives_and_dies_with_the_transaction_that_caused_it()
    {
        await using var directory = await MessagesDirectory.Create();
        await using var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        new Outbox(db, directory.Envelope, directory.Clock, directory.Signal).Add(MessagesDirectory.Mail());
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await directory.Waiting());
    }

    [Fact]
    public async Task Saving_raises_the_signal_and_adding_alone_does_not()
    {
        await using var directory = await MessagesDirectory.Create();
        await using var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var next = directory.Signal.Next;
        new Outbox(db, directory.Envelope, directory.Clock, directory.Signal).Add(MessagesDirectory.Mail());
        Assert.False(next.IsCompleted);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True(next.IsCompleted);
    }
}
