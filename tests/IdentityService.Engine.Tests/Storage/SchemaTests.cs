using IdentityService.Storage;
using IdentityService.TestHost;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace IdentityService.Engine.Tests.Storage;

/// <summary>The hand-written migrations make exactly what the EF model says, and any number of replicas may run them at once.</summary>
public sealed class SchemaTests
{
    private const string Facts = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '')
            || ' ' || is_identity || ' ' || coalesce(generation_expression, '')
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'schema_migrations'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_migrations'
        ORDER BY 1
        """;

    [Fact]
    public async Task The_migrated_schema_equals_the_model()
    {
        await using var migrated = await (await TestPostgres.Shared).Empty();
        await using var modelled = await (await TestPostgres.Shared).Empty();
        await using var source = DirectoryDataSource.Create(migrated.ConnectionString);
        await Migrator.Migrate(source, TestContext.Current.CancellationToken);
        await using var other = DirectoryDataSource.Create(modelled.ConnectionString);
        var options = new DbContextOptionsBuilder<DirectoryDb>();
        DirectoryDataSource.Configure(options, other);
        await using (var db = new DirectoryDb(options.Options))
            await Execute(other, db.Database.GenerateCreateScript());

        Assert.Equal(await Read(other), await Read(source));
    }

    [Fact]
    public async Task Replicas_may_migrate_at_once_and_again()
    {
        await using var database = await (await TestPostgres.Shared).Empty();
        await using var source = DirectoryDataSource.Create(database.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.Migrate(source, TestContext.Current.CancellationToken)));
        await Migrator.Migrate(source, TestContext.Current.CancellationToken);
        Assert.NotEmpty(await Read(source));
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> Read(NpgsqlDataSource source)
    {
        var facts = new List<string>();
        await using var command = source.CreateCommand(Facts);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            facts.Add(reader.GetString(0));
        return string.Join('\n', facts);
    }
}
