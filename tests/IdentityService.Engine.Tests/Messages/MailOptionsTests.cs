using IdentityService.Engine.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class MailOptionsTests
{
    private static readonly MailOptions Good = new() { Host = "mail.example", From = "a@shop.example", User = "u", Password = "hunter2" };

    [Fact]
    public void What_cannot_work_stops_the_start_and_names_its_setting()
    {
        Assert.Contains("Mail:From", Refusal(Good with { From = null }), StringComparison.Ordinal);
        Assert.Contains("Mail:From", Refusal(Good with { From = "no address" }), StringComparison.Ordinal);
        Assert.Contains("Mail:Port", Refusal(Good with { Port = 0 }), StringComparison.Ordinal);
        Assert.Contains("Mail:Password", Refusal(Good with { Password = null }), StringComparison.Ordinal);
        Assert.Contains("Mail:Tls", Refusal(Good with { Tls = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_work_is_accepted()
    {
        new ServiceCollection().AddMessages(new MailOptions(), developmentInbox: true);
        new ServiceCollection().AddMessages(Good, developmentInbox: false);
        new ServiceCollection().AddMessages(Good with { Host = "127.0.0.1", Tls = false }, developmentInbox: false);
    }

    /// <summary>S-29.</summary>
    [Fact]
    public void The_options_as_text_show_no_password() => Assert.DoesNotContain("hunter2", Good.ToString(), StringComparison.Ordinal);

    private static string Refusal(MailOptions options) =>
        Assert.Throws<StartRefused>(() => new ServiceCollection().AddMessages(options, developmentInbox: false)).Message;
}
