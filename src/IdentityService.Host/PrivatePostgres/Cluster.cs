using System.Diagnostics;
using System.Globalization;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>The files of one PostgreSQL, in the data folder's subfolder <c>postgres</c>.</summary>
public sealed class Cluster(string dataFolder)
{
    /// <summary>The superuser of the cluster; the service itself works as <see cref="Owner"/>.</summary>
    public const string Superuser = "postgres";

    /// <summary>The role that owns the service's database, and that database's name. It is no superuser: whoever gets to speak SQL
    /// through the service still can't reach files or programs.</summary>
    public const string Owner = "directory";

    /// <summary>Absolute path.</summary>
    public string Folder { get; } = Path.Combine(Path.GetFullPath(dataFolder), "postgres");

    /// <summary>The same path as the kernel tells it, symbolic links resolved, when the folder exists.</summary>
    internal string? RealFolder => RealPath(Folder);

    internal string PidFile => Path.Combine(Folder, "postmaster.pid");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? MajorVersion
    {
        get
        {
            var file = Path.Combine(Folder, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>Runs <c>initdb</c> when there is no cluster yet. The cluster takes its name last, so a killed start leaves no half of one.</summary>
    internal async Task MakeIfMissing(PostgresPrograms programs, Launcher launcher, bool durable, CancellationToken cancel)
    {
        if (MajorVersion is not null)
            return;

        var unfinished = Folder + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Permissions.MakeClosedFolder(unfinished);
        await launcher.HandOver(unfinished, cancel);

        List<string> arguments =
        [
            "-D", launcher.NameOf(unfinished), "-U", Superuser, "--auth=peer", "--locale=C", "--encoding=UTF8", "--data-checksums",
        ];
        if (!durable)
            arguments.Add("--no-sync");
        await Run(launcher.Prepare(unfinished, programs.Initdb, arguments), cancel);
        Directory.Move(unfinished, Folder);
    }

    private static string? RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;

        var here = Path.Combine(RealPath(parent)!, Path.GetFileName(path));
        return new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }

    private static async Task Run(ProcessStartInfo start, CancellationToken cancel)
    {
        // A thread of its own, blocked to the end: were it a pooled thread that ended early, the death signal would end initdb.
        var (code, output) = await Task.Factory.StartNew(() => RunHere(start), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (code != 0)
            throw PrivatePostgresRefusal.Failed("Making the private PostgreSQL with initdb", output);
    }

    private static (int Code, string Output) RunHere(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.GetAwaiter().GetResult();
        return (process.ExitCode, errors);
    }
}
