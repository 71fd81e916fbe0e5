using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>A folder that holds both <c>initdb</c> and <c>postgres</c>.</summary>
public sealed partial record PostgresPrograms(string Folder)
{
    // Where Debian, Red Hat, SUSE, Alpine and Homebrew keep the programs that they leave out of PATH; a star is a version.
    private static readonly string[] DistributionFolders =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/lib/postgresql*/bin", "/usr/libexec/postgresql*",
        "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin", "/usr/local/pgsql/bin",
    ];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// The programs to use: <paramref name="only"/> when given, else the first on PATH, else the newest of the distribution.
    /// A cluster that exists is opened by programs of its own major version alone.
    /// </summary>
    /// <exception cref="PrivatePostgresRefusal">None found, or none of that version.</exception>
    public static PostgresPrograms Find(string? only, Cluster cluster)
    {
        var found = Candidates(only).Select(folder => new PostgresPrograms(folder)).Where(it => it.Exists).ToList();
        if (found.Count == 0)
            throw PrivatePostgresRefusal.NoPrograms();

        if (cluster.MajorVersion is not { } major)
            return found[0];

        return found.FirstOrDefault(it => it.ReadMajorVersion() == major)
            ?? throw PrivatePostgresRefusal.OtherVersion(major, cluster.Folder);
    }

    private bool Exists => File.Exists(Initdb) && File.Exists(Postgres);

    private static IEnumerable<string> Candidates(string? only)
    {
        if (only is not null)
            return [only];

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return path.Where(Path.IsPathRooted).Concat(DistributionFolders.SelectMany(NewestFirst));
    }

    private static IEnumerable<string> NewestFirst(string pattern)
    {
        var parts = pattern.Split('/');
        var starred = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        if (starred < 0)
            return [pattern];

        var parent = string.Join('/', parts[..starred]);
        var rest = string.Join('/', parts[(starred + 1)..]);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, parts[starred]).OrderByDescending(VersionInName).Select(it => Path.Combine(it, rest))
            : [];
    }

    private static double VersionInName(string folder) =>
        double.TryParse(Number().Match(Path.GetFileName(folder)).Value, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private int? ReadMajorVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(Postgres, "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return int.TryParse(Number().Match(text).Value.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
