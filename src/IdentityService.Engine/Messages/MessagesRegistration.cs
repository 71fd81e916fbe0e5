using Microsoft.Extensions.DependencyInjection;

namespace IdentityService.Engine.Messages;

public static class MessagesRegistration
{
    /// <summary>
    /// Outbox, worker and senders. Wants DirectoryDb, its factory, Envelope and TimeProvider. E-mail goes to the mail server if one is
    /// set; with <paramref name="developmentInbox"/> everything else goes to the inbox, without it nowhere.
    /// </summary>
    /// <exception cref="StartRefused">A setting <c>Mail:*</c> cannot be used.</exception>
    public static IServiceCollection AddMessages(this IServiceCollection services, MailOptions mail, bool developmentInbox)
    {
        mail.Check();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IMessageSender>(all =>
        {
            var inbox = developmentInbox ? ActivatorUtilities.CreateInstance<InboxSender>(all) : null;
            return new MessageRoutes(string.IsNullOrEmpty(mail.Host) ? inbox : new SmtpSender(mail), inbox);
        });
        services.AddSingleton<OutboxDelivery>();
        services.AddHostedService<OutboxWorker>();
        services.AddScoped<Outbox>();
        if (developmentInbox)
            services.AddScoped<Inbox>();
        return services;
    }
}
