namespace IdentityService.TestHost;

/// <summary>A database of one test's own, cloned from the template and dropped with this object.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestPostgres server;
    private readonly string name;

    internal TestDatabase(TestPostgres server, string name, string connectionString) =>
        (this.server, this.name, ConnectionString) = (server, name, connectionString);

    public string Name => name;

    /// <summary>Npgsql's, as the role that owns the database; at most 20 connections to a pool.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync() => await server.Drop(name, ConnectionString);
}
