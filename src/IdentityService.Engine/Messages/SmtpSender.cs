using System.Net;
using System.Net.Mail;
using System.Text;

namespace IdentityService.Engine.Messages;

/// <summary>Hands e-mail to the configured server, one connection a message. The body is HTML in UTF-8, as Cognito sends it.</summary>
public sealed class SmtpSender(MailOptions options) : IMessageSender
{
    // Below the attempt's own limit, so that a message given up here is not sent after all.
    private static readonly TimeSpan Limit = DeliverySchedule.AttemptLimit - TimeSpan.FromSeconds(5);
    private readonly MailAddress _from = new(options.From!);

    // SmtpClient's asynchronous methods block pool threads: eight sends at once stopped every request for a second (measured). So each
    // send blocks a thread of its own, at most as many as the worker tries at a time.
    public Task Send(Message message, CancellationToken cancel) => Task.Factory
        .StartNew(() => SendBlocking(message), cancel, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default)
        .WaitAsync(cancel);

    private void SendBlocking(Message message)
    {
        using var mail = Compose(message);
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.Tls,
            DeliveryFormat = SmtpDeliveryFormat.International,
            Credentials = string.IsNullOrEmpty(options.User) ? null : new NetworkCredential(options.User, options.Password),
            Timeout = (int)Limit.TotalMilliseconds,
        };
        client.Send(mail);
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
