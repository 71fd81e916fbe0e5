using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IdentityService.Bench.Service;

/// <summary>Starts and ends the two programs under measurement.</summary>
internal static class Children
{
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Starts a program of .NET. What it writes is read and dropped, so that writing its log costs it what it costs in use.</summary>
    public static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(program)!, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(program))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    public static async Task UntilReady(Process process, string address)
    {
        using var handler = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(handler);
        for (var tries = 0; tries < 300; tries++)
        {
            if (process.HasExited)
                break;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/health/ready");
                using var answer = await http.SendAsync(request, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} did not become ready.");
    }

    /// <summary>Asks it to stop, as an operator would, and waits.</summary>
    public static async Task Stop(Process process)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
