using IdentityService.Engine;
using IdentityService.Operations.Seeding;
using Xunit;

namespace IdentityService.Operations.Tests.Seeding;

public sealed class SeedPlanTests
{
    private const string Client = """{"ClientId":"abcdefghijklmnopqrstuvwxyz","ClientName":"c"}""";

    [Fact]
    public void Pools_and_clients_are_read_with_their_chosen_ids()
    {
        var plan = SeedPlan.Read("seed.json", $$"""{"Pools":[{"Id":"us-east-1_Demo12345","PoolName":"p","Clients":[{{Client}}]}]}""");

        var pool = Assert.Single(plan.Pools);
        Assert.Equal("us-east-1_Demo12345", pool.Id);
        Assert.Equal("p", pool.Request.PoolName);
        var client = Assert.Single(pool.Clients);
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", client.ClientId);
        Assert.Equal("us-east-1_Demo12345", client.Request.UserPoolId);
    }

    [Theory]
    [InlineData("""{"Pools":[""", "The seed seed.json is not valid JSON")]
    [InlineData("""{"Pool":[]}""", "refused at the root: there is no member Pool.")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_short","PoolName":"p"}]}""", "refused at Pools[0]: Id must have the form")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Demo12345"}]}""", "refused at Pools[0]: Value null at 'poolName' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Demo12345","PoolName":"p","Clients":[{"ClientId":"UPPER","ClientName":"c"}]}]}""", "refused at Pools[0].Clients[0]: ClientId must have the form")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Demo12345","PoolName":"p","Clients":[{"ClientId":"abcdefghijklmnopqrstuvwxyz","ClientName":"c","ClientSecert":"x"}]}]}""", "refused at Pools[0].Clients[0]: there is no member ClientSecert.")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Demo12345","PoolName":"p"},{"Id":"us-east-1_Demo12345","PoolName":"q"}]}""", "the pool us-east-1_Demo12345 stands there twice.")]
    public void A_bad_file_is_refused_with_its_place_and_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<StartRefused>(() => SeedPlan.Read("seed.json", json)).Message, StringComparison.Ordinal);
}
