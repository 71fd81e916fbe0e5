using IdentityService.Host.PrivatePostgres;
using Npgsql;
using Xunit;
using static IdentityService.Doors.Tests.Host.PrivatePostgresFolder;

namespace IdentityService.Doors.Tests.Host;

public sealed class PrivatePostgresStartTests : IDisposable
{
    private readonly PrivatePostgresFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Data_is_kept_from_one_start_to_the_next()
    {
        await using (var first = await _folder.Start())
            await Execute(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");

        await using var second = await _folder.Start();

        Assert.Equal(42, await Query(second.ConnectionString, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task It_is_durable_listens_on_no_network_and_gives_the_service_no_superuser()
    {
        await using var server = await _folder.Start();

        Assert.Equal("on", await Query(server.ConnectionString, "SHOW fsync"));
        Assert.Equal("on", await Query(server.ConnectionString, "SHOW synchronous_commit"));
        Assert.Equal("on", await Query(server.ConnectionString, "SHOW full_page_writes"));
        Assert.Equal("", await Query(server.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal("UTF8", await Query(server.ConnectionString, "SHOW server_encoding"));
        Assert.Equal(false, await Query(server.ConnectionString, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"));
    }

    [Fact]
    public async Task Another_role_than_the_two_it_made_cannot_enter()
    {
        await using var server = await _folder.Start();
        await Execute(server.SuperuserConnectionString, "CREATE ROLE stranger SUPERUSER LOGIN");
        var asStranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "stranger" }.ConnectionString;

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Query(asStranger, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidAuthorizationSpecification, refusal.SqlState);
    }

    [Fact]
    public async Task Its_stop_leaves_no_process_and_no_socket()
    {
        string sockets;
        await using (var server = await _folder.Start())
        {
            sockets = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            Assert.True(Directory.Exists(sockets));
        }

        Assert.False(File.Exists(_folder.PidFile));
        Assert.False(Directory.Exists(Path.GetDirectoryName(sockets)));
    }

    [Fact]
    public async Task Two_services_cannot_share_one_data_folder()
    {
        await using var first = await _folder.Start();

        var refusal = await Assert.ThrowsAsync<PrivatePostgresRefusal>(() => _folder.Start());

        Assert.Contains("Another service is using the data folder", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Query(first.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Without_permission_it_does_not_start()
    {
        var refusal = await Assert.ThrowsAsync<PrivatePostgresRefusal>(() => _folder.Start(permitted: false));

        Assert.Contains("set DataFolder", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Without_programs_it_names_the_setting_and_the_package()
    {
        var refusal = await Assert.ThrowsAsync<PrivatePostgresRefusal>(() => _folder.Start(programs: _folder.Path));

        Assert.Contains("ConnectionStrings:Directory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_left_alone()
    {
        var cluster = Directory.CreateDirectory(Path.Combine(_folder.Path, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<PrivatePostgresRefusal>(() => _folder.Start());

        Assert.Contains("belongs to PostgreSQL 9", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_cluster_of_a_killed_first_start_is_made_again()
    {
        var half = Directory.CreateDirectory(Path.Combine(_folder.Path, "postgres.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15\n", TestContext.Current.CancellationToken);

        await using var server = await _folder.Start();

        Assert.Equal(1, await Query(server.ConnectionString, "SELECT 1"));
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }
}
