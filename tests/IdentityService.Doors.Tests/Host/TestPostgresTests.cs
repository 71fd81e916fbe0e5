using IdentityService.TestHost;
using Xunit;
using static IdentityService.Doors.Tests.Host.PrivatePostgresFolder;

namespace IdentityService.Doors.Tests.Host;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task Parallel_clones_are_databases_of_their_own_and_vanish_when_disposed()
    {
        var postgres = await TestPostgres.Shared;

        var clones = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => postgres.Clone()));
        await Task.WhenAll(clones.Select(clone => Execute(clone.ConnectionString, "CREATE TABLE mine ()")));
        await clones[0].DisposeAsync();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Query(clones[0].ConnectionString, "SELECT 1"));
        Assert.Equal(0L, await Query(clones[1].ConnectionString, "SELECT count(*) FROM mine"));
        foreach (var clone in clones)
            await clone.DisposeAsync();
    }
}
