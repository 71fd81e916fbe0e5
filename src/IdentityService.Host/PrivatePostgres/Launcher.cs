using System.Diagnostics;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// Starts PostgreSQL's programs: never as root, outside the terminal's process group (so that Ctrl-C reaches the service alone, which
/// then stops PostgreSQL last), with an empty environment (the service's may hold secrets) and, where the system can, bound to die with us.
/// </summary>
internal sealed class Launcher(OsAccount? account)
{
    private static readonly string[] SystemFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
    private static readonly string? Setsid = OnPath("setsid");
    private static readonly string? Setpriv = SetprivThatKnowsDeathSignals();

    /// <summary>Who runs the programs when not ourselves.</summary>
    public OsAccount? Account => account;

    /// <summary>
    /// How a program must name its working folder. Run as another account, PostgreSQL may lack the right to walk to the cluster (a data
    /// folder under /root); it needs none when the folder is handed to it open, as file descriptor 3.
    /// </summary>
    public string NameOf(string workingFolder) => HandsOverOpenFolder ? "/proc/self/fd/3" : workingFolder;

    /// <summary>
    /// What to start. The death signal belongs to the thread that starts the process (prctl(2), PR_SET_PDEATHSIG): call
    /// <see cref="Process.Start()"/> on a thread that lives as long as the service.
    /// </summary>
    public ProcessStartInfo Prepare(string workingFolder, string program, IEnumerable<string> arguments)
    {
        List<string> command = [program, .. arguments];
        if (Setpriv is not null)
            command = [Setpriv, .. Identity(), "--pdeathsig", "INT", "--", .. command];
        else if (account is not null)
            command = [OnPath("runuser") ?? "su", "-s", "/bin/sh", account.Name, "-c", "exec " + string.Join(' ', command.Select(Quote))];
        if (Setsid is not null)
            command.Insert(0, Setsid);
        if (HandsOverOpenFolder)
            command = ["/bin/sh", "-c", "exec 3< . && cd / && exec \"$@\"", "sh", .. command];

        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(':', SystemFolders);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Gives a folder, not what is in it, to the account that runs PostgreSQL, and closes it to everybody else.</summary>
    public async Task HandOver(string folder, CancellationToken cancel)
    {
        Permissions.Set(folder, Permissions.OwnerOnly);
        if (account is null)
            return;

        using var process = Process.Start("chown", ["-h", $"{account.UserId}:{account.GroupId}", folder]);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw PrivatePostgresRefusal.Failed($"Giving {folder} to the account {account.Name}", $"chown ended with code {process.ExitCode}");
    }

    private bool HandsOverOpenFolder => account is not null && OperatingSystem.IsLinux();

    private IEnumerable<string> Identity() => account is null
        ? []
        : [$"--reuid={account.UserId}", $"--regid={account.GroupId}", "--clear-groups", "--no-new-privs"];

    private static string Quote(string word) => "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    // BusyBox and util-linux before 2.33 have a setpriv that lacks the option.
    private static string? SetprivThatKnowsDeathSignals()
    {
        if (OnPath("setpriv") is not { } setpriv)
            return null;

        var probe = new ProcessStartInfo(setpriv, ["--pdeathsig", "INT", "true"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(probe)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? setpriv : null;
    }

    private static string? OnPath(string program) =>
        SystemFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
