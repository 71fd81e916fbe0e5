using System.Globalization;

namespace IdentityService.Bench.Measure;

/// <summary>Processor time, user and system, that processes have used, in milliseconds. Source: proc(5), /proc/pid/stat.</summary>
internal static class ProcessTimes
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double MillisecondsPerTick = 10;

    public static double Of(int pid) => Read(pid).Own;

    /// <summary>A PostgreSQL: its postmaster, every process of it that lives, and those that have ended, which the postmaster has counted.</summary>
    public static double OfPostgres(int postmaster)
    {
        var sum = Read(postmaster) is var parent ? parent.Own + parent.EndedChildren : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && TryRead(pid) is { } times && times.Parent == postmaster)
                sum += times.Own;
        }

        return sum;
    }

    private sealed record Times(int Parent, double Own, double EndedChildren);

    private static Times Read(int pid) => TryRead(pid) ?? throw new InvalidOperationException($"Process {pid} is gone.");

    private static Times? TryRead(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // The second field is the program's name, which may hold anything; the rest begins after its last bracket with field 3.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        double Sum(int first) => MillisecondsPerTick * (Number(fields[first - 3]) + Number(fields[first - 2]));
        return new Times((int)Number(fields[4 - 3]), Sum(14), Sum(16));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
