namespace IdentityService.Engine.Messages;

/// <summary>Which sender takes which channel; null where there is none.</summary>
/// <remarks>
/// There is no SMS gateway yet: outside Development an SMS is logged as undeliverable at its first attempt and dropped when its time is
/// up (<see cref="DeliverySchedule"/>), and so is e-mail without <c>Mail:Host</c>.
/// </remarks>
public sealed class MessageRoutes(IMessageSender? email, IMessageSender? sms) : IMessageSender
{
    public Task Send(Message message, CancellationToken cancel) => message.Channel switch
    {
        MessageChannel.Email => (email ?? throw new NoGateway("Mail:Host is not set.")).Send(message, cancel),
        _ => (sms ?? throw new NoGateway("There is no SMS gateway.")).Send(message, cancel),
    };
}
