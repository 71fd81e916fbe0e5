using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdentityService.Engine.Tests.Messages;

/// <summary>A mail server on loopback that speaks enough of RFC 5321 for one client, and can misbehave.</summary>
internal sealed class SmtpServer : IDisposable
{
    private TcpListener _listener;

    public SmtpServer()
    {
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Every message whose data arrived whole, as it came over the line.</summary>
    public ConcurrentQueue<string> Received { get; } = new();
    public ConcurrentQueue<string> Recipients { get; } = new();

    /// <summary>Accepts connections and never says a word.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Closes the connection after the data instead of acknowledging it.</summary>
    public bool DropsAfterData { get; set; }

    /// <summary>What happens after the data has arrived and before it is acknowledged.</summary>
    public Func<Task> AfterData { get; set; } = () => Task.CompletedTask;

    public void GoDown() => _listener.Stop();

    public void ComeUp() => _listener = Listen(Port);

    public void Dispose() => _listener.Stop();

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = Accept(listener);
        return listener;
    }

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
                _ = Talk(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task Talk(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                if (IsSilent)
                    await stream.ReadExactlyAsync(new byte[1]);
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await Converse(reader, writer);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The client has gone.
            }
        }
    }

    private async Task Converse(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 test ESMTP");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Length >= 4 ? line[..4].ToUpperInvariant() : line;
            if (verb == "QUIT")
                return;
            if (verb == "RCPT")
                Recipients.Enqueue(line["RCPT TO:<".Length..line.LastIndexOf('>')]);
            if (verb == "DATA" && !await TakeData(reader, writer))
                return;
            await writer.WriteLineAsync(verb is "EHLO" or "HELO" or "MAIL" or "RCPT" or "DATA" or "RSET" ? "250 OK" : "500 Unknown");
        }
    }

    private async Task<bool> TakeData(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 Go on");
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        Received.Enqueue(data.ToString());
        await AfterData();
        return !DropsAfterData;
    }
}
