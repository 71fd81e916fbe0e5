using System.Diagnostics;
using System.Runtime.InteropServices;
using IdentityService.Host.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace IdentityService.Doors.Tests.Host;

/// <summary>A data folder of one test's own, with what these tests do to the PostgreSQL in it.</summary>
public sealed class PrivatePostgresFolder : IDisposable
{
    public const int KillSignal = 9;

    public string Path { get; } = Directory.CreateTempSubdirectory("identityservice-folder-").FullName;

    public string PidFile => System.IO.Path.Combine(Path, "postgres", "postmaster.pid");

    public Task<PrivatePostgresServer> Start(bool permitted = true, string? programs = null) => PrivatePostgresServer.Start(
        new() { DataFolder = Path, Permitted = permitted, ProgramFolder = programs, MaxConnections = 20 },
        NullLogger.Instance,
        TestContext.Current.CancellationToken);

    /// <summary>Makes the cluster and leaves it stopped.</summary>
    public async Task Make()
    {
        await using var server = await Start();
    }

    /// <summary>Starts the cluster's server as a killed service would have left it: by nobody, holding no lock.</summary>
    public Process StartOrphan()
    {
        var launcher = new Launcher(OsAccount.ForPostgres());
        var cluster = new Cluster(Path);
        var programs = PostgresPrograms.Find(only: null, cluster);
        return Process.Start(launcher.Prepare(
            cluster.Folder,
            programs.Postgres,
            ["-D", launcher.NameOf(cluster.Folder), "-c", "listen_addresses=", "-c", $"unix_socket_directories={launcher.NameOf(cluster.Folder)}"]))!;
    }

    public int ReadPid() => int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture);

    public async Task UntilReady()
    {
        while (!File.Exists(PidFile) || File.ReadLines(PidFile).ElementAtOrDefault(7)?.Trim() != "ready")
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public static void Kill(int pid, int signal = KillSignal) => Assert.Equal(0, kill(pid, signal));

    public static async Task Execute(string connectionString, string statement) => await Query(connectionString, statement);

    public static async Task<object?> Query(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
