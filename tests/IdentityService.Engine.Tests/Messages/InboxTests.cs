using IdentityService.Engine.Messages;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class InboxTests
{
    [Fact]
    public async Task Shows_the_newest_hundred_first_and_keeps_about_a_thousand()
    {
        await using var directory = await MessagesDirectory.Create();
        var sender = new InboxSender(directory.Databases, directory.Envelope, directory.Clock);
        for (var i = 0; i < InboxSender.Kept + 100; i++)
        {
            var recipient = i % 2 == 0 ? "even@example.com" : "odd@example.com";
            await sender.Send(MessagesDirectory.Mail(recipient, $"{i:000000}"), TestContext.Current.CancellationToken);
        }

        await using var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var inbox = new Inbox(db, directory.Envelope, directory.Signal, directory.Clock);
        var all = await inbox.Newest(null, TestContext.Current.CancellationToken);
        Assert.Equal(100, all.Count);
        Assert.Equal("001099 001098 001097", string.Join(' ', all.Take(3).Select(m => m.Message.Code)));

        var odd = await inbox.Newest("odd@example.com", TestContext.Current.CancellationToken);
        Assert.Equal("001097", odd[1].Message.Code);
        Assert.All(odd, m => Assert.Equal("odd@example.com", m.Message.Recipient));
        Assert.Empty(await inbox.Newest("ODD@example.com", TestContext.Current.CancellationToken));
        Assert.Equal(InboxSender.Kept, await db.Inbox.CountAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>In Development everything goes to the inbox, save e-mail when there is a mail server.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Takes_what_has_no_other_way_out(bool hasMailServer)
    {
        using var server = new SmtpServer();
        await using var directory = await MessagesDirectory.Create();
        var toInbox = new InboxSender(directory.Databases, directory.Envelope, directory.Clock);
        await directory.Save(MessagesDirectory.Mail(), MessagesDirectory.Sms());
        var routes = new MessageRoutes(hasMailServer ? MessagesDirectory.Smtp(server) : toInbox, toInbox);
        await directory.Delivery(routes).DeliverDue(CancellationToken.None);

        await using var db = await directory.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var inbox = await new Inbox(db, directory.Envelope, directory.Signal, directory.Clock).Newest(null, TestContext.Current.CancellationToken);
        Assert.Equal(hasMailServer ? 1 : 2, inbox.Count);
        Assert.Equal(hasMailServer ? 1 : 0, server.Received.Count);
        Assert.Contains(inbox, m => m.Message.Channel == MessageChannel.Sms);
    }
}
