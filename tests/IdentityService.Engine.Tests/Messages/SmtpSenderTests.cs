using System.Diagnostics;
using System.Net.Mail;
using System.Text;
using IdentityService.Engine.Messages;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class SmtpSenderTests : IDisposable
{
    private readonly SmtpServer _server = new();

    [Fact]
    public async Task Mail_arrives_as_html_with_one_message_id_for_all_attempts()
    {
        var message = MessagesDirectory.Mail() with { Subject = "Ihr Code für Zoë", Body = "<p>Grüße, 你好. Your code is 123456.</p>" };
        await MessagesDirectory.Smtp(_server).Send(message, TestContext.Current.CancellationToken);
        await MessagesDirectory.Smtp(_server).Send(message, TestContext.Current.CancellationToken);

        Assert.Equal("ann@example.com ann@example.com", string.Join(' ', _server.Recipients));
        var mail = _server.Received.First();
        Assert.Contains("From: \"Shop\" <no-reply@shop.example>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Type: text/html; charset=utf-8", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("=?utf-8?", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(message.Body, Encoding.UTF8.GetString(Convert.FromBase64String(mail[mail.IndexOf("\n\n", StringComparison.Ordinal)..])));
        Assert.All(_server.Received, m => Assert.Contains($"Message-ID: <{message.Id}@shop.example>", m, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>S-28: no header or command injection, no second recipient.</summary>
    [Theory]
    [InlineData("ann@example.com\r\nBcc: eve@example.com")]
    [InlineData("ann@example.com\nRCPT TO:<eve@example.com>")]
    [InlineData("ann@example.com, eve@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData(" ann@example.com")]
    [InlineData("ann@example.com\0")]
    [InlineData("no address")]
    [InlineData("")]
    public async Task A_recipient_that_is_not_one_bare_address_is_refused(string recipient)
    {
        await Assert.ThrowsAsync<MessageRefused>(
            () => MessagesDirectory.Smtp(_server).Send(MessagesDirectory.Mail(recipient), TestContext.Current.CancellationToken));
        Assert.Empty(_server.Recipients);
    }

    /// <summary>S-28.</summary>
    [Theory]
    [InlineData("Hello\r\nBcc: eve@example.com")]
    [InlineData("Hello\nX: y")]
    [InlineData("Hello\r")]
    public async Task A_subject_of_two_lines_is_refused(string subject)
    {
        await Assert.ThrowsAsync<MessageRefused>(
            () => MessagesDirectory.Smtp(_server).Send(MessagesDirectory.Mail() with { Subject = subject }, TestContext.Current.CancellationToken));
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_when_time_is_up()
    {
        _server.IsSilent = true;
        var started = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MessagesDirectory.Smtp(_server).Send(MessagesDirectory.Mail(), limit.Token));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    /// <summary>SmtpClient's own asynchronous methods took five seconds for eight messages and starved the pool meanwhile.</summary>
    [Fact]
    public async Task Many_at_once_hold_no_pool_threads()
    {
        _server.AfterData = () => Task.Delay(500);
        var threads = ThreadPool.ThreadCount;
        var started = Stopwatch.GetTimestamp();
        var sender = MessagesDirectory.Smtp(_server);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => sender.Send(MessagesDirectory.Mail(), CancellationToken.None)));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(4));
        Assert.InRange(ThreadPool.ThreadCount, 0, threads + 30);
        Assert.Equal(40, _server.Received.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_when_TLS_is_asked_for()
    {
        var sender = new SmtpSender(new MailOptions { Host = "127.0.0.1", Port = _server.Port, From = "a@shop.example" });
        await Assert.ThrowsAsync<SmtpException>(() => sender.Send(MessagesDirectory.Mail(), TestContext.Current.CancellationToken));
        Assert.Empty(_server.Recipients);
    }

    public void Dispose() => _server.Dispose();
}
