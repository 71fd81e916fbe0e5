namespace IdentityService.Engine.Messages;

/// <summary>The port through which messages leave: a mail server, a gateway or the development inbox.</summary>
public interface IMessageSender
{
    /// <summary>Returns when the message has been handed over. Any exception but <see cref="MessageRefused"/> means: try again later.</summary>
    /// <exception cref="MessageRefused">This message can never be sent.</exception>
    Task Send(Message message, CancellationToken cancel);
}

/// <summary>A message that no further attempt could deliver. The text names the rule, never the content (S-29).</summary>
public sealed class MessageRefused(string rule) : Exception(rule);

/// <summary>No way to deliver is set up for the channel. It may be by the next attempt, so the message waits.</summary>
public sealed class NoGateway(string setting) : Exception(setting);
