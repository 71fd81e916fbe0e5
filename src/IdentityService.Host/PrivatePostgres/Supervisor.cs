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

    private readonly Cluster cluster;
    private readonly Func<ProcessStartInfo> prepare;
    private readonly ILogger logger;
    private readonly Thread thread;
    private readonly ManualResetEventSlim stopping = new();
    private volatile int processId;
    private volatile string lastWords = "";
    private volatile int failures;

    public Supervisor(Cluster cluster, Func<ProcessStartInfo> prepare, ILogger logger)
    {
        (this.cluster, this.prepare, this.logger) = (cluster, prepare, logger);
        thread = new Thread(Watch) { IsBackground = true, Name = "private PostgreSQL" };
        thread.Start();
    }

    /// <summary>Returns when the server accepts connections.</summary>
    /// <exception cref="PrivatePostgresRefusal">It ended five times in a row before it did.</exception>
    public async Task Ready(CancellationToken cancel)
    {
        while (Postmaster.Find(cluster) is not { IsReady: true })
        {
            if (failures >= 5)
                throw PrivatePostgresRefusal.Failed("Starting the private PostgreSQL", lastWords);
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
        }
    }

    /// <summary>Fast shutdown, at most 10 s, then an immediate one.</summary>
    public async Task Stop()
    {
        stopping.Set();
        if (Postmaster.Find(cluster) is { } server)
            await server.Stop(cluster, TimeSpan.FromSeconds(10));
        else if (processId != 0)
            Postmaster.Signal(processId);
        await Task.Run(() => thread.Join(TimeSpan.FromSeconds(5)));
    }

    public void Dispose() => stopping.Dispose();

    private void Watch()
    {
        while (!stopping.IsSet)
        {
            var clock = Stopwatch.StartNew();
            RunOnce();
            if (stopping.IsSet)
                return;

            failures = clock.Elapsed > Settled ? 1 : failures + 1;
            var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
            pause = pause < LongestPause ? pause : LongestPause;
            logger.LogError("The private PostgreSQL ended unexpectedly ({LastWords}); it starts again in {Pause}", lastWords, pause);
            stopping.Wait(pause);
        }
    }

    private void RunOnce()
    {
        try
        {
            Postmaster.ForgetStranger(cluster);
            using var process = new Process { StartInfo = prepare() };
            process.ErrorDataReceived += (_, line) => Hear(line.Data);
            process.Start();
            processId = process.Id;
            process.StandardInput.Close();
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            process.WaitForExit();
            processId = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // Nothing may end this thread: without it no server would ever start again.
            lastWords = error.Message;
        }
    }

    // PostgreSQL is told to leave statements and details out, so its lines hold nobody's data.
    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lastWords = line;
        var level = line.Contains("PANIC:", StringComparison.Ordinal) ? LogLevel.Error
            : line.Contains("FATAL:", StringComparison.Ordinal) ? LogLevel.Warning
            : LogLevel.Debug;
        logger.Log(level, "PostgreSQL: {Line}", line);
    }
}
