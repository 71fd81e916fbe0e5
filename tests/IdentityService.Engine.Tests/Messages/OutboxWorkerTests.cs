using IdentityService.Engine.Messages;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class OutboxWorkerTests
{
    // Below the period of polling, so that only the signal can be the cause.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    /// <summary>T-08: delivered after the request returned, at once, also when the commit comes after the save.</summary>
    [Fact]
    public async Task A_commit_wakes_the_worker()
    {
        using var server = new SmtpServer();
        await using var directory = await MessagesDirectory.Create();
        using var worker = directory.Worker(MessagesDirectory.Smtp(server));
        await worker.StartAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);      // its pauses are long now

        await using (var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            new Outbox(db, directory.Envelope, directory.Clock, directory.Signal).Add(MessagesDirectory.Mail());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        await Until(() => Task.FromResult(!server.Received.IsEmpty), AtOnce);
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(0, await directory.Waiting());
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Messages_of_another_replica_are_found_by_polling()
    {
        using var server = new SmtpServer();
        await using var directory = await MessagesDirectory.Create();
        await using var other = directory.Replica();
        using var worker = directory.Worker(MessagesDirectory.Smtp(server));
        await worker.StartAsync(CancellationToken.None);
        await other.Save(MessagesDirectory.Mail());
        await Until(async () => await directory.Waiting() == 0, TimeSpan.FromSeconds(10));
        await worker.StopAsync(CancellationToken.None);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_database_that_cannot_answer_is_waited_for_quietly()
    {
        using var server = new SmtpServer();
        await using var directory = await MessagesDirectory.Create();
        await directory.Save(MessagesDirectory.Mail());
        await directory.Execute("ALTER TABLE outbox RENAME TO away");
        using var worker = directory.Worker(MessagesDirectory.Smtp(server));
        await worker.StartAsync(CancellationToken.None);
        var complaints = () => directory.Log.Lines.Count(l => l.Text.Contains("cannot be read", StringComparison.Ordinal));
        await Until(() => Task.FromResult(complaints() >= 3), TimeSpan.FromSeconds(10));
        Assert.Single(directory.Log.Lines, l => l.Level == Microsoft.Extensions.Logging.LogLevel.Warning);

        await directory.Execute("ALTER TABLE away RENAME TO outbox");
        await Until(async () => await directory.Waiting() == 0, TimeSpan.FromSeconds(10));
        await worker.StopAsync(CancellationToken.None);
        Assert.Single(server.Received);
    }

    private static async Task Until(Func<Task<bool>> holds, TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        while (!await holds())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within {atMost}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
