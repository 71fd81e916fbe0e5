using System.Net;
using System.Net.Mail;
using System.Text;

namespace IdentityService.Engine.Messages;

/// <summary>Hands e-mail to the configured server, one connection a message. The body is HTML in UTF-8, as Cognito sends it.</summary>
public sealed class SmtpSender(MailOptions options) : IMessageSender
{
    private readonly MailAddress _from = new(options.From!);

    public async Task Send(Message message, CancellationToken cancel)
    {
        using var mail = Compose(message);
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Tls,
            DeliveryFormat = SmtpDeliveryFormat.International,
            Credentials = string.IsNullOrEmpty(options.User) ? null : new NetworkCredential(options.User, options.Password),
        };
        // The client cannot be interrupted while it connects; waiting can.
        await client.SendMailAsync(mail, cancel).WaitAsync(cancel);
    }

    private MailMessage Compose(Message message)
    {
        var mail = new MailMessage(_from, Recipient(message.Recipient))
        {
            Subject = OneLine(message.Subject ?? ""),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Body,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = true,
        };
        mail.Headers.Add("Message-ID", $"<{message.Id}@{_from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834 5: no vacation replies
        return mail;
    }

    // Exactly one bare address: no display name, no list, no line break (S-28).
    private static MailAddress Recipient(string text) =>
        !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text
            ? address
            : throw new MessageRefused("The recipient is not an e-mail address.");

    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? throw new MessageRefused("The subject holds a control character.") : text;
}
