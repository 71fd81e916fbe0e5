using IdentityService.Engine.Messages;
using IdentityService.Wire.Structures;
using Xunit;

namespace IdentityService.Engine.Tests.Messages;

public sealed class MessageTemplatesTests
{
    private static readonly UserPoolType Plain = new();

    [Theory]
    [InlineData(MessageKind.Verification, "Your verification code", "Your verification code is 012345. ")]
    [InlineData(MessageKind.ResentCode, "Your verification code", "Your verification code is 012345. ")]
    [InlineData(MessageKind.ForgottenPassword, "Your verification code", "Your verification code is 012345. ")]
    [InlineData(MessageKind.Invitation, "Your temporary password", "Your username is ann and temporary password is 012345. ")]
    [InlineData(MessageKind.Authentication, "Your authentication code", "Your authentication code is 012345. ")]
    public void Defaults_are_those_of_Cognito_with_their_trailing_blank(MessageKind kind, string subject, string body)
    {
        var mail = Fill(Plain, kind, MessageChannel.Email);
        Assert.Equal((subject, body, "012345"), (mail.Subject, mail.Body, mail.Code));

        var sms = Fill(Plain, kind, MessageChannel.Sms);
        Assert.Equal((null, body), (sms.Subject, sms.Body));
    }

    [Fact]
    public void A_pools_own_texts_come_first_and_the_template_before_its_legacy_twin()
    {
        var pool = new UserPoolType
        {
            EmailVerificationSubject = "old subject",
            EmailVerificationMessage = "old {####}",
            SmsVerificationMessage = "old sms {####}",
            SmsAuthenticationMessage = "mfa {####}",
            AdminCreateUserConfig = new AdminCreateUserConfigType
            {
                InviteMessageTemplate = new MessageTemplateType
                {
                    EmailSubject = "come", EmailMessage = "{username}/{####}", SMSMessage = "sms {username}",
                },
            },
        };
        Assert.Equal("old 012345", Fill(pool, MessageKind.Verification, MessageChannel.Email).Body);
        Assert.Equal("old sms 012345", Fill(pool, MessageKind.ForgottenPassword, MessageChannel.Sms).Body);
        Assert.Equal("mfa 012345", Fill(pool, MessageKind.Authentication, MessageChannel.Sms).Body);
        var invitation = Fill(pool, MessageKind.Invitation, MessageChannel.Email);
        Assert.Equal(("come", "ann/012345"), (invitation.Subject, invitation.Body));
        Assert.Equal("sms ann", Fill(pool, MessageKind.Invitation, MessageChannel.Sms).Body);

        var template = new VerificationMessageTemplateType { EmailSubject = "new", EmailMessage = "new {####}", SmsMessage = "new sms {####}" };
        var both = pool with { VerificationMessageTemplate = template };
        var resent = Fill(both, MessageKind.ResentCode, MessageChannel.Email);
        Assert.Equal(("new", "new 012345"), (resent.Subject, resent.Body));
        Assert.Equal("new sms 012345", Fill(both, MessageKind.Verification, MessageChannel.Sms).Body);
    }

    [Fact]
    public void A_pool_that_asks_for_links_is_sent_its_code_template()
    {
        var pool = new UserPoolType
        {
            VerificationMessageTemplate = new VerificationMessageTemplateType
            {
                DefaultEmailOption = "CONFIRM_WITH_LINK", EmailMessageByLink = "{##Click##}",
            },
        };
        Assert.Equal("Your verification code is 012345. ", Fill(pool, MessageKind.Verification, MessageChannel.Email).Body);
    }

    /// <summary>S-28: one substitution pass.</summary>
    [Fact]
    public void What_was_put_in_is_not_expanded_again()
    {
        var template = new MessageTemplate("{username}", "{####} for {username}, {####}");
        var message = template.Fill("p", MessageChannel.Sms, "+44", "{####}{username}", "{username}");
        Assert.Equal("{username} for {####}{username}, {username}", message.Body);
    }

    /// <summary>S-28: no HTML injection through what users choose; the template itself is HTML.</summary>
    [Fact]
    public void Html_of_users_is_encoded_in_mail_and_left_alone_in_sms_and_subject()
    {
        var template = new MessageTemplate("For {username}", "<b>{username}</b> {####}");
        var mail = template.Fill("p", MessageChannel.Email, "a@b.example", "<a href='//evil'>\"&", "Pa<s>&1!");
        Assert.Equal("<b>&lt;a href=&#39;//evil&#39;&gt;&quot;&amp;</b> Pa&lt;s&gt;&amp;1!", mail.Body);
        Assert.Equal("For <a href='//evil'>\"&", mail.Subject);
        Assert.Equal("Pa<s>&1!", mail.Code);
        Assert.Equal("<b><i></b> 1", template.Fill("p", MessageChannel.Sms, "+44", "<i>", "1").Body);
    }

    /// <summary>The contract allows line breaks in EmailSubject; a username may hold none, but this must not depend on it (S-28).</summary>
    [Fact]
    public void A_subject_is_one_line()
    {
        var message = new MessageTemplate("a\r\nBcc: x {username}", "{####}").Fill("p", MessageChannel.Email, "a@b.example", "u\n\u2028v", "1");
        Assert.Equal("a Bcc: x u v", message.Subject);
    }

    [Fact]
    public void Without_a_user_the_placeholder_stays() =>
        Assert.Equal("{username} 1", new MessageTemplate(null, "{username} {####}").Fill("p", MessageChannel.Sms, "+44", null, "1").Body);

    /// <summary>S-29.</summary>
    [Fact]
    public void A_message_as_text_shows_neither_address_nor_content()
    {
        var text = MessagesDirectory.Mail("ann@example.com", "987654").ToString();
        Assert.DoesNotContain("987654", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", text, StringComparison.Ordinal);
        Assert.Contains(MessagesDirectory.PoolId, text, StringComparison.Ordinal);
    }

    private static Message Fill(UserPoolType pool, MessageKind kind, MessageChannel channel) =>
        MessageTemplates.For(pool, kind, channel).Fill("eu-west-1_abcdefghi", channel, "to", "ann", "012345");
}
