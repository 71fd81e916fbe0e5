using System.Security.Cryptography;
using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Tokens;
using IdentityService.Operations.Seeding;
using IdentityService.Storage;
using IdentityService.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace IdentityService.Operations.Tests.UserPools;

/// <summary>A migrated database with the stores of pools and clients around it. No region is pinned.</summary>
internal sealed class PoolsDirectory : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly PooledDbContextFactory<DirectoryDb> _databases;
    private readonly Envelope _envelope = new(new DataKeys([new DataKey(1, RandomNumberGenerator.GetBytes(32))]));

    private PoolsDirectory(TestDatabase database)
    {
        _database = database;
        _source = DirectoryDataSource.Create(database.ConnectionString);
        var options = new DbContextOptionsBuilder<DirectoryDb>();
        DirectoryDataSource.Configure(options, _source);
        _databases = new PooledDbContextFactory<DirectoryDb>(options.Options);
        Keys = new SigningKeyRing(_envelope, TimeProvider.System);
        Directory = new PoolDirectory(_databases, Keys, _envelope, Here, TimeProvider.System);
        Cursors = new Cursors(_envelope, TimeProvider.System);
    }

    public static Installation Here { get; } = new("http://localhost:8080", "123456789012", PinnedRegion: null);
    public static Administrator InVirginia { get; } = new("AKIA", "arn", "us-east-1");
    public static Administrator InIreland { get; } = new("AKIA", "arn", "eu-west-1");

    public SigningKeyRing Keys { get; }
    public PoolDirectory Directory { get; }
    public Cursors Cursors { get; }
    public PoolStore Pools => new(_databases.CreateDbContext(), Keys, Directory);
    public AppClients Clients => new(_databases.CreateDbContext(), _envelope, Directory);
    public Seed Seed => new(Pools, Clients, Directory, Here, TimeProvider.System);

    public static async Task<PoolsDirectory> Create()
    {
        var server = await TestPostgres.Shared;
        await server.CreateTemplate(async connectionString =>
        {
            await using var source = DirectoryDataSource.Create(connectionString);
            await Migrator.Migrate(source, CancellationToken.None);
        });
        return new PoolsDirectory(await server.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }
}
