using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// The running server of a cluster, found by the cluster's <c>postmaster.pid</c>. That file outlives a kill, and its number may since
/// have gone to a stranger: a process counts only when it works in the cluster's folder (Linux) or is called postgres (elsewhere).
/// </summary>
internal sealed class Postmaster(int pid, string status)
{
    private const int Interrupt = 2;
    private const int Quit = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public int Pid => pid;

    /// <summary>Whether it accepts connections (PostgreSQL's miscadmin.h: line 8 of the pid file, <c>ready</c>).</summary>
    public bool IsReady => string.Equals(status, "ready", StringComparison.Ordinal);

    /// <summary>The server that runs in the cluster now; null when none does.</summary>
    public static Postmaster? Find(Cluster cluster) =>
        Read(cluster) is { } found && IsServerOf(cluster, found.Pid) ? found : null;

    /// <summary>
    /// Takes a pid file away whose number now belongs to a stranger: PostgreSQL itself would take the stranger for a server and refuse
    /// to start. Any other stale file is left to PostgreSQL, which needs it to see whether old sessions still hold the shared memory.
    /// </summary>
    public static void ForgetStranger(Cluster cluster)
    {
        if (Read(cluster) is { } found && ProcessExists(found.Pid) && !IsServerOf(cluster, found.Pid))
            File.Delete(cluster.PidFile);
    }

    /// <summary>pg_ctl's fast shutdown (SIGINT: sessions end, a checkpoint is written) within <paramref name="patience"/>, else its
    /// immediate one (SIGQUIT: recovery at the next start). False when the process survives both.</summary>
    public async Task<bool> Stop(Cluster cluster, TimeSpan patience)
    {
        _ = kill(pid, Interrupt);
        if (await IsGone(cluster, patience))
            return true;

        _ = kill(pid, Quit);
        return await IsGone(cluster, TimeSpan.FromSeconds(5));
    }

    /// <summary>Asks for the fast shutdown and does not wait.</summary>
    public static void Signal(int processId) => _ = kill(processId, Interrupt);

    private async Task<bool> IsGone(Cluster cluster, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (ProcessExists(pid) && IsServerOf(cluster, pid))
        {
            if (clock.Elapsed > patience)
                return false;
            await Task.Delay(Pause);
        }

        return true;
    }

    private static Postmaster? Read(Cluster cluster)
    {
        try
        {
            var lines = File.ReadAllLines(cluster.PidFile);
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) && pid > 0
                ? new Postmaster(pid, lines.Length > 7 ? lines[7].Trim() : "")
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool ProcessExists(int pid)
    {
        const int notPermitted = 1;
        return kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() == notPermitted;
    }

    private static bool IsServerOf(Cluster cluster, int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? string.Equals(new DirectoryInfo($"/proc/{pid}/cwd").LinkTarget, cluster.RealFolder, StringComparison.Ordinal)
                : string.Equals(Process.GetProcessById(pid).ProcessName, "postgres", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
