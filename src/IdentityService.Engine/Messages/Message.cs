using System.Text.Json.Serialization;

namespace IdentityService.Engine.Messages;

/// <summary>How a message travels; the names are those of the contract's DeliveryMediumType.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageChannel>))]
public enum MessageChannel
{
    [JsonStringEnumMemberName("EMAIL")] Email,
    [JsonStringEnumMemberName("SMS")] Sms,
}

/// <summary>One message to one person. E-mail bodies are HTML, as Cognito sends them; SMS bodies are plain text without a subject.</summary>
public sealed record Message
{
    /// <summary>The same at every attempt, so that mail systems can drop a second copy (RFC 5322 3.6.4).</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
    public required string PoolId { get; init; }
    public required MessageChannel Channel { get; init; }
    public required string Recipient { get; init; }
    public string? Subject { get; init; }
    public required string Body { get; init; }

    /// <summary>The code or temporary password inside the body, so that the development inbox can offer it alone.</summary>
    public string? Code { get; init; }

    /// <summary>Says nothing about recipient or content, since it may end up in a log (S-29).</summary>
    public override string ToString() => $"{Channel} message {Id} of pool {PoolId}";
}
