using System.Globalization;
using System.Runtime.InteropServices;
using IdentityService.Bench.Paths;
using IdentityService.Bench.Service;

namespace IdentityService.Bench.Measure;

/// <summary>One path's figures, in milliseconds of processor time a request.</summary>
internal sealed record ResultLine(RequestPath Path, double Service, double Postgres, double Bare);

/// <summary>The table, in Markdown.</summary>
internal static class Report
{
    public static void Print(ServiceProcess service, IEnumerable<ResultLine> lines)
    {
        var machine = $"{RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} processors";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {machine}, .NET {Environment.Version}, PostgreSQL {service.PostgresVersion}

            Milliseconds of processor time a request; median of three rounds.

            | path | requests a round | service | its PostgreSQL | bare program | service : bare |
            |---|--:|--:|--:|--:|--:|
            """));
        foreach (var line in lines)
        {
            var (name, requests, ratio) = (line.Path.Name, line.Path.Requests, line.Service / line.Bare);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {requests} | {line.Service:0.000} | {line.Postgres:0.000} | {line.Bare:0.000} | {ratio:0.00} |"));
        }
    }

    // proc_cpuinfo(5); not every architecture names its processor there.
    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
