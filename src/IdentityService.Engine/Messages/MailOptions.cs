using System.Net;
using System.Net.Mail;

namespace IdentityService.Engine.Messages;

/// <summary>The mail server, settings <c>Mail:*</c>. Without a host no e-mail leaves (in Development it goes to the inbox).</summary>
public sealed record MailOptions
{
    public string? Host { get; init; }

    /// <summary>Default 587, the submission port (RFC 6409).</summary>
    public int Port { get; init; } = 587;

    /// <summary>The sender's address, with or without a display name; required with a host.</summary>
    public string? From { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Requires STARTTLS (RFC 3207) with a valid certificate; default true. Off only for a server on a trusted network.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Shows no password (S-29).</summary>
    public override string ToString() => $"{Host}:{Port}";

    /// <exception cref="StartRefused">A setting is missing, unusable or would send the password in the clear.</exception>
    internal void Check()
    {
        if (string.IsNullOrEmpty(Host))
            return;
        if (Port is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort)
            throw new StartRefused("Mail:Port must be between 1 and 65535.");
        if (!MailAddress.TryCreate(From, out _))
            throw new StartRefused("Mail:From must be an e-mail address when Mail:Host is set.");
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            throw new StartRefused("Mail:User and Mail:Password must be set together.");
        if (!Tls && !string.IsNullOrEmpty(User) && !IsThisMachine(Host))
            throw new StartRefused("Mail:Tls is off, so Mail:Password would travel in the clear; turn it on or remove Mail:User and Mail:Password.");
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
