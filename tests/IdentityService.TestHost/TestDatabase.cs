namespace IdentityService.TestHost;

/// <summary>A database of one test's own, cloned from the template and dropped with this object.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestPostgres _server;
    private readonly string _name;

    internal TestDatabase(TestPostgres server, string name, string connectionString) =>
        (_server, _name, ConnectionString) = (server, name, connectionString);

    public string Name => _name;

    /// <summary>Npgsql's, as the role that owns the database; at most 20 connections to a pool.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync() => await _server.Drop(_name, ConnectionString);
}
