using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// A PostgreSQL of the service's own, for when no connection string is set: made in the data folder at the first start, reachable by a
/// Unix socket and by the service's account only, started again when it dies, stopped with the service.
/// </summary>
/// <remarks>
/// <code>
/// await using var own = settings.ConnectionString is null ? await PrivatePostgresServer.Start(options, logger, cancel) : null;
/// var connectionString = settings.ConnectionString ?? own!.ConnectionString;
/// ... build the application, run it to its end; leaving the block stops PostgreSQL last ...
/// </code>
/// </remarks>
public sealed class PrivatePostgresServer : IAsyncDisposable
{
    private readonly DataFolderLock _held;
    private readonly SocketFolder _sockets;
    private readonly Supervisor _supervisor;

    private PrivatePostgresServer(DataFolderLock folder, SocketFolder meeting, Supervisor watch) =>
        (_held, _sockets, _supervisor) = (folder, meeting, watch);

    /// <summary>Npgsql's connection string of the service's database, as the role that owns it. Holds no secret.</summary>
    public string ConnectionString => Connect(Cluster.Owner, Cluster.Owner);

    /// <summary>The same as superuser, for making databases and roles.</summary>
    public string SuperuserConnectionString => Connect(Cluster.Superuser, "postgres");

    /// <summary>Makes the cluster if there is none, starts it and waits until it accepts connections: about 1 s, 0.3 s when it exists.</summary>
    /// <exception cref="PrivatePostgresRefusal">It may not or cannot start; the message says what to do.</exception>
    public static async Task<PrivatePostgresServer> Start(PrivatePostgresOptions options, ILogger logger, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
            throw PrivatePostgresRefusal.NotOnWindows();
        if (!options.Permitted)
            throw PrivatePostgresRefusal.NotPermitted();

        var launcher = new Launcher(OsAccount.ForPostgres());
        var cluster = new Cluster(options.DataFolder);
        var programs = PostgresPrograms.Find(options.ProgramFolder, cluster);
        Permissions.MakeClosedFolder(options.DataFolder);

        var folder = DataFolderLock.Take(options.DataFolder);
        SocketFolder? meeting = null;
        Supervisor? watch = null;
        try
        {
            await StopOrphan(cluster, logger);
            await cluster.MakeIfMissing(programs, launcher, options.Durable, cancel);
            meeting = await SocketFolder.Make(options.DataFolder, launcher, cancel);
            watch = new Supervisor(cluster, Prepare, logger);
            await watch.Ready(cancel);
            var started = new PrivatePostgresServer(folder, meeting, watch);
            await MakeDatabaseIfMissing(started.SuperuserConnectionString, cancel);
            return started;
        }
        catch
        {
            await Release(folder, meeting, watch);
            throw;
        }

        ProcessStartInfo Prepare()
        {
            meeting.WriteAccess();
            return launcher.Prepare(cluster.Folder, programs.Postgres, Arguments(options, cluster, meeting, launcher));
        }
    }

    public async ValueTask DisposeAsync() => await Release(_held, _sockets, _supervisor);

    private static async Task Release(DataFolderLock folder, SocketFolder? meeting, Supervisor? watch)
    {
        if (watch is not null)
        {
            await watch.Stop();
            watch.Dispose();
        }

        meeting?.Dispose();
        folder.Dispose();
    }

    // The lock says that its service is dead, so it is ours to end. A server started by us is simpler to trust than one taken over:
    // its settings are today's, and it dies with us.
    private static async Task StopOrphan(Cluster cluster, ILogger logger)
    {
        if (Postmaster.Find(cluster) is not { } orphan)
            return;

        logger.LogWarning("An earlier service left its PostgreSQL running (process {Pid}); it is stopped first", orphan.Pid);
        if (!await orphan.Stop(cluster, TimeSpan.FromSeconds(10)))
            throw PrivatePostgresRefusal.WouldNotStop(orphan.Pid, cluster.Folder);
    }

    private static IEnumerable<string> Arguments(PrivatePostgresOptions options, Cluster cluster, SocketFolder meeting, Launcher launcher)
    {
        var durable = options.Durable ? "on" : "off";
        string[] settings =
        [
            "listen_addresses=", "port=5432", $"unix_socket_directories={meeting.Sockets}", "unix_socket_permissions=0700",
            $"hba_file={meeting.AccessFile}", $"ident_file={meeting.NamesFile}",
            $"fsync={durable}", $"synchronous_commit={durable}", $"full_page_writes={durable}",
            "shared_buffers=64MB", string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            // Rows and parameters stay out of the log (N: no personal data in logs): no statements, no details, no errors of statements.
            "logging_collector=off", "log_destination=stderr", "log_min_messages=log", "log_min_error_statement=panic",
            "log_error_verbosity=terse", "log_statement=none", "log_line_prefix=",
        ];
        return ["-D", launcher.NameOf(cluster.Folder), .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private string Connect(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _sockets.Sockets,
        Port = 5432,
        Username = role,
        Database = database,
    }.ConnectionString;

    private static async Task MakeDatabaseIfMissing(string superuser, CancellationToken cancel)
    {
        await using var source = new NpgsqlDataSourceBuilder(superuser + ";Pooling=false").Build();
        await using var roles = source.CreateCommand($"SELECT 1 FROM pg_roles WHERE rolname = '{Cluster.Owner}'");
        if (await roles.ExecuteScalarAsync(cancel) is null)
            await Execute(source, $"CREATE ROLE {Cluster.Owner} LOGIN", cancel);

        await using var databases = source.CreateCommand($"SELECT 1 FROM pg_database WHERE datname = '{Cluster.Owner}'");
        if (await databases.ExecuteScalarAsync(cancel) is null)
            await Execute(source, $"CREATE DATABASE {Cluster.Owner} OWNER {Cluster.Owner}", cancel);
    }

    private static async Task Execute(NpgsqlDataSource source, string statement, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
