using System.Globalization;
using IdentityService.Host.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IdentityService.TestHost;

/// <summary>
/// One temporary PostgreSQL for a whole test process, made at first use and removed when the process ends; what a killed process
/// leaves, the next one sweeps away. Safe to use from parallel tests.
/// </summary>
public sealed class TestPostgres
{
    private const string FolderPrefix = "identityservice-tests-";
    private const string Template = "template_of_tests";
    private static readonly Lazy<Task<TestPostgres>> Started = new(Start);

    private readonly PrivatePostgresServer _server;
    private readonly NpgsqlDataSource _superuser;
    private readonly SemaphoreSlim _cloning = new(1);
    private Task? _template;
    private int _clones;

    private TestPostgres(PrivatePostgresServer server)
    {
        _server = server;
        _superuser = NpgsqlDataSource.Create(server.SuperuserConnectionString + ";Maximum Pool Size=4");
    }

    /// <summary>The server of this process.</summary>
    public static Task<TestPostgres> Shared => Started.Value;

    /// <summary>
    /// Makes the template by giving <paramref name="migrate"/> the connection string of an empty database. The first call of the process
    /// does it; every other waits for that and ignores its own argument, or fails as the first did.
    /// </summary>
    public async Task CreateTemplate(Func<string, Task> migrate)
    {
        await _cloning.WaitAsync();
        try
        {
            _template ??= MakeTemplate(migrate);
            await _template;
        }
        finally
        {
            _cloning.Release();
        }
    }

    /// <summary>A fresh database with the template's contents; empty when no template was made.</summary>
    public Task<TestDatabase> Clone() => Make(_template is null ? "template0" : Template);

    /// <summary>A fresh database without anything in it.</summary>
    public Task<TestDatabase> Empty() => Make("template0");

    private async Task<TestDatabase> Make(string source)
    {
        var name = "test_" + Interlocked.Increment(ref _clones).ToString(CultureInfo.InvariantCulture);
        // PostgreSQL copies a template only while nobody else uses it, and a second copy counts as use: one at a time.
        await _cloning.WaitAsync();
        try
        {
            await Execute($"CREATE DATABASE {name} OWNER {Cluster.Owner} TEMPLATE {source}");
        }
        finally
        {
            _cloning.Release();
        }

        return new TestDatabase(this, name, ConnectionStringOf(name) + ";Maximum Pool Size=20");
    }

    internal async Task Drop(string name, string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<TestPostgres> Start()
    {
        SweepFoldersOfKilledProcesses();
        var folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        var options = new PrivatePostgresOptions { DataFolder = folder, Permitted = true, Durable = false, MaxConnections = 300 };
        var started = await PrivatePostgresServer.Start(options, NullLogger.Instance, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            started.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return new TestPostgres(started);
    }

    private static void SweepFoldersOfKilledProcesses()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            try
            {
                // A folder without its lock file is another process's that begins just now.
                if (!File.Exists(Path.Combine(folder, "lock")))
                    continue;

                using var unused = DataFolderLock.TryTake(folder);
                if (unused is null)
                    continue;

                SocketFolder.RemoveLast(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another account's, or another process swept first.
            }
        }
    }

    private async Task MakeTemplate(Func<string, Task> migrate)
    {
        await Execute($"CREATE DATABASE {Template} OWNER {Cluster.Owner} TEMPLATE template0");
        await migrate(ConnectionStringOf(Template) + ";Pooling=false");
        await Execute($"ALTER DATABASE {Template} WITH ALLOW_CONNECTIONS false");
        await Execute($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{Template}'");
    }

    private string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

    private async Task Execute(string statement)
    {
        await using var command = _superuser.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
