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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, PostgreSQL {service.PostgresVersion}

            Milliseconds of processor time a request; median of three rounds.

            | path | requests a round | service | its PostgreSQL | bare program | service : bare |
            |---|--:|--:|--:|--:|--:|
            """));
        foreach (var line in lines)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {line.Path.Name} | {line.Path.Requests} | {line.Service:0.000} | {line.Postgres:0.000} | {line.Bare:0.000} | {line.Service / line.Bare:0.00} |"));
        }
    }
}
