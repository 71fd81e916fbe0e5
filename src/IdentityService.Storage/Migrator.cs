using Npgsql;

namespace IdentityService.Storage;

/// <summary>Brings the schema up to date from the hand-written scripts, each once and in its own transaction, one process at a time.</summary>
public static class Migrator
{
    private const long AdvisoryLock = 0x1D5E_7A1C_0001;

    /// <summary>Applies what is missing. Safe to call from every replica at every start.</summary>
    public static async Task Migrate(NpgsqlDataSource source, CancellationToken cancel)
    {
        foreach (var (name, script) in Scripts())
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Execute(connection, "SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = '10min'", cancel);
            await Execute(connection, $"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
            await Execute(connection, "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())", cancel);
            if (await IsNew(connection, name, cancel))
                await Execute(connection, script, cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private static async Task<bool> IsNew(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("INSERT INTO schema_migrations (name) VALUES ($1) ON CONFLICT DO NOTHING", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static IEnumerable<(string Name, string Script)> Scripts()
    {
        var assembly = typeof(Migrator).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
