using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Doors.Tests.Host;

/// <summary>The built service as a process of its own, with a private PostgreSQL in a folder of one test's own.</summary>
public sealed class ServiceProcess : IDisposable
{
    public const int TerminateSignal = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private ServiceProcess(Process process, HttpClient http, string folder)
    {
        (_process, _http, _folder) = (process, http, folder);
        Aws = new AwsClient(http, TimeProvider.System);
    }

    public AwsClient Aws { get; }

    public int PostgresPid => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public string PidFile => Path.Combine(_folder, "postgres", "postmaster.pid");

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ServiceProcess> Start(string folder)
    {
        var address = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "IdentityService.Host.dll"), "--environment=Development", $"--urls={address}", $"--DataFolder={folder}",
            $"--AccessKeys:0:AccessKeyId={AwsClient.Key.Id}", $"--AccessKeys:0:SecretAccessKey={AwsClient.Key.Secret}",
        ])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, new HttpClient { BaseAddress = new Uri(address) }, folder);
        await service.UntilReady();
        return service;
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> End(int signal)
    {
        PrivatePostgresFolder.Kill(_process.Id, signal);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private async Task UntilReady()
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReady())
        {
            Assert.False(_process.HasExited, "The service ended while it was to start.");
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "The service did not become ready.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
