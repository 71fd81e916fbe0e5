using IdentityService.Engine.Messages;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

/// <summary>T-08: no loss, at most one duplicate, whatever dies in between.</summary>
public sealed class OutboxDeliveryTests : IAsyncLifetime
{
    private readonly SmtpServer _server = new();
    private MessagesDirectory _directory = null!;

    public async ValueTask InitializeAsync() => _directory = await MessagesDirectory.Create();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _directory.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_delivered_once_and_forgotten()
    {
        await _directory.Save(MessagesDirectory.Mail());
        var delivery = _directory.Delivery(MessagesDirectory.Smtp(_server));
        Assert.Equal(1, await delivery.DeliverDue(CancellationToken.None));
        _directory.Clock.MoveOn(DeliverySchedule.Lease);
        Assert.Equal(0, await delivery.DeliverDue(CancellationToken.None));
        Assert.Single(_server.Received);
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task A_mail_server_that_was_down_gets_everything_when_it_is_back()
    {
        _server.GoDown();
        var delivery = _directory.Delivery(MessagesDirectory.Smtp(_server));
        await _directory.Save([.. Enumerable.Range(0, 12).Select(i => MessagesDirectory.Mail($"u{i}@example.com"))]);
        await Drain(delivery);
        _directory.Clock.MoveOn(DeliverySchedule.PauseAfter(1));
        await Drain(delivery);
        Assert.Equal(12, await _directory.Waiting());

        _server.ComeUp();
        await Drain(delivery);
        Assert.Empty(_server.Received);     // not before its time
        _directory.Clock.MoveOn(DeliverySchedule.PauseAfter(2));
        await Drain(delivery);
        Assert.Equal(12, _server.Recipients.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(12, _server.Received.Count);
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task Replicas_share_the_work_and_send_nothing_twice()
    {
        await _directory.Save([.. Enumerable.Range(0, 80).Select(i => MessagesDirectory.Mail($"u{i}@example.com"))]);
        await using var second = _directory.Replica();
        await using var third = _directory.Replica();
        await Task.WhenAll(new[] { _directory, second, third }.Select(d => Drain(d.Delivery(MessagesDirectory.Smtp(_server)))));
        Assert.Equal(80, _server.Received.Count);
        Assert.Equal(80, _server.Recipients.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task A_worker_killed_between_sending_and_forgetting_costs_one_duplicate()
    {
        await _directory.Save(MessagesDirectory.Mail());
        var doomed = _directory.Replica();
        _server.AfterData = async () => await doomed.DisposeAsync();
        var killed = doomed.Delivery(MessagesDirectory.Smtp(_server));
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => killed.DeliverDue(CancellationToken.None));
        _server.AfterData = () => Task.CompletedTask;

        var survivor = _directory.Delivery(MessagesDirectory.Smtp(_server));
        Assert.Equal(0, await survivor.DeliverDue(CancellationToken.None));     // still claimed
        _directory.Clock.MoveOn(DeliverySchedule.Lease);
        await Drain(survivor);
        Assert.Equal(2, _server.Received.Count);
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task A_connection_lost_before_the_acknowledgement_is_tried_again()
    {
        await _directory.Save(MessagesDirectory.Mail());
        _server.DropsAfterData = true;
        var delivery = _directory.Delivery(MessagesDirectory.Smtp(_server));
        await Drain(delivery);
        Assert.Equal(1, await _directory.Waiting());

        _server.DropsAfterData = false;
        _directory.Clock.MoveOn(DeliverySchedule.PauseAfter(1));
        await Drain(delivery);
        Assert.Equal(2, _server.Received.Count);
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task A_database_away_after_sending_costs_no_duplicate_while_the_worker_lives()
    {
        await _directory.Save(MessagesDirectory.Mail());
        await using var blocker = await _directory.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        _server.AfterData = async () =>
        {
            await using var block = new NpgsqlCommand("BEGIN; LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE", blocker);
            await block.ExecuteNonQueryAsync();
        };
        var delivery = _directory.Delivery(MessagesDirectory.Smtp(_server));
        await Assert.ThrowsAnyAsync<Exception>(() => delivery.DeliverDue(CancellationToken.None));      // lock_timeout
        await using (var release = new NpgsqlCommand("COMMIT", blocker))
            await release.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await _directory.Waiting());
        _directory.Clock.MoveOn(DeliverySchedule.Lease);
        await Drain(delivery);
        Assert.Single(_server.Received);
        Assert.Equal(0, await _directory.Waiting());
    }

    [Fact]
    public async Task Attempts_grow_rarer_up_to_an_hour_and_end_after_a_day()
    {
        Assert.Equal([2, 4, 8, 16], Enumerable.Range(1, 4).Select(n => DeliverySchedule.PauseAfter(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), DeliverySchedule.PauseAfter(12));
        Assert.Equal(TimeSpan.FromHours(1), DeliverySchedule.PauseAfter(int.MaxValue));

        _server.GoDown();
        await _directory.Save(MessagesDirectory.Mail());
        var delivery = _directory.Delivery(MessagesDirectory.Smtp(_server));
        var attempts = 0;
        while (await _directory.Waiting() > 0)
        {
            _directory.Clock.MoveOn(TimeSpan.FromHours(1));
            attempts += await delivery.DeliverDue(CancellationToken.None);
        }
        Assert.Equal(24, attempts);
        Assert.Single(_directory.Log.Lines, l => l.Level == LogLevel.Error);
    }

    [Fact]
    public async Task An_sms_without_gateway_is_reported_once_and_dropped_in_the_end()
    {
        await _directory.Save(MessagesDirectory.Sms());
        var delivery = _directory.Delivery(new MessageRoutes(MessagesDirectory.Smtp(_server), sms: null));
        await delivery.DeliverDue(CancellationToken.None);
        _directory.Clock.MoveOn(TimeSpan.FromHours(1));
        await delivery.DeliverDue(CancellationToken.None);
        Assert.Single(_directory.Log.Lines, l => l.Level == LogLevel.Warning);
        Assert.Equal(1, await _directory.Waiting());
        _directory.Clock.MoveOn(DeliverySchedule.GiveUpAfter);
        await delivery.DeliverDue(CancellationToken.None);
        Assert.Equal(0, await _directory.Waiting());
    }

    /// <summary>S-29: not even what was refused or failed is in the log.</summary>
    [Fact]
    public async Task A_refused_message_goes_at_once_and_the_log_shows_nothing_of_it()
    {
        await _directory.Save(MessagesDirectory.Mail("ann@example.com\nBcc: eve@example.com", "918273"));
        await Drain(_directory.Delivery(MessagesDirectory.Smtp(_server)));
        Assert.Equal(0, await _directory.Waiting());
        Assert.Single(_directory.Log.Lines, l => l.Level == LogLevel.Error);
        var log = string.Join('\n', _directory.Log.Lines.Select(l => l.Text));
        Assert.DoesNotContain("918273", log, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", log, StringComparison.Ordinal);
    }

    private static async Task Drain(OutboxDelivery delivery)
    {
        while (await delivery.DeliverDue(CancellationToken.None) > 0)
        {
        }
    }
}
