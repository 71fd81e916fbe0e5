using System.Diagnostics;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// Keeps the server running: starts it, waits for its end on the thread that started it (a death signal is bound to that thread), and
/// starts it again after 0.2 s, doubling to 10 s while it keeps failing, from the beginning once it has run for a minute.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly Cluster _cluster;
    private readonly Func<ProcessStartInfo> _prepare;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stopping = new();
    private volatile int _processId;
    private volatile string _lastWords = "";
    private volatile int _failures;

    public Supervisor(Cluster cluster, Func<ProcessStartInfo> prepare, ILogger logger)
    {
        (_cluster, _prepare, _logger) = (cluster, prepare, logger);
        _thread = new Thread(Watch) { IsBackground = true, Name = "private PostgreSQL" };
        _thread.Start();
    }

    /// <summary>Returns when the server accepts connections.</summary>
    /// <exception cref="PrivatePostgresRefusal">It ended five times in a row before it did.</exception>
    public async Task Ready(CancellationToken cancel)
    {
        while (Postmaster.Find(_cluster) is not { IsReady: true })
        {
            if (_failures >= 5)
                throw PrivatePostgresRefusal.Failed("Starting the private PostgreSQL", _lastWords);
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
        }
    }

    /// <summary>Fast shutdown, at most 10 s, then an immediate one.</summary>
    public async Task Stop()
    {
        _stopping.Set();
        if (Postmaster.Find(_cluster) is { } server)
            await server.Stop(_cluster, TimeSpan.FromSeconds(10));
        else if (_processId != 0)
            Postmaster.Signal(_processId);
        await Task.Run(() => _thread.Join(TimeSpan.FromSeconds(5)));
    }

    public void Dispose() => _stopping.Dispose();

    private void Watch()
    {
        while (!_stopping.IsSet)
        {
            var clock = Stopwatch.StartNew();
            RunOnce();
            if (_stopping.IsSet)
                return;

            _failures = clock.Elapsed > Settled ? 1 : _failures + 1;
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures - 1, 10));
            pause = pause < LongestPause ? pause : LongestPause;
            _logger.LogError("The private PostgreSQL ended unexpectedly ({LastWords}); it starts again in {Pause}", _lastWords, pause);
            _stopping.Wait(pause);
        }
    }

    private void RunOnce()
    {
        try
        {
            Postmaster.ForgetStranger(_cluster);
            using var process = new Process { StartInfo = _prepare() };
            process.ErrorDataReceived += (_, line) => Hear(line.Data);
            process.Start();
            _processId = process.Id;
            process.StandardInput.Close();
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            process.WaitForExit();
            _processId = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // Nothing may end this thread: without it no server would ever start again.
            _lastWords = error.Message;
        }
    }

    // PostgreSQL is told to leave statements and details out, so its lines hold nobody's data.
    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        _lastWords = line;
        var level = line.Contains("PANIC:", StringComparison.Ordinal) ? LogLevel.Error
            : line.Contains("FATAL:", StringComparison.Ordinal) ? LogLevel.Warning
            : LogLevel.Debug;
        _logger.Log(level, "PostgreSQL: {Line}", line);
    }
}
