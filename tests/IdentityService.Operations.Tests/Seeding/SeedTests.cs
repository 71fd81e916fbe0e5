using IdentityService.Engine;
using IdentityService.Operations.Tests.UserPools;
using Xunit;

namespace IdentityService.Operations.Tests.Seeding;

public sealed class SeedTests
{
    [Fact]
    public async Task Replicas_that_seed_at_once_make_everything_once()
    {
        await using var at = await PoolsDirectory.Create();
        var cancel = TestContext.Current.CancellationToken;

        // Three, since each that finds no pool makes RSA keys for one.
        var seeded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => at.Seed.ApplyDemo(cancel), cancel)));

        Assert.Equal(1, seeded.Sum(s => s.Pools));
        Assert.Equal(1, seeded.Sum(s => s.Clients));
        var client = await at.Directory.RequireClient("demopublicclient0000000001", cancel);
        Assert.Equal("us-east-1_Demo00001", client.Pool.Id);
        Assert.False(client.Secrets.Any);
        var again = await at.Seed.ApplyDemo(cancel);
        Assert.Equal(0, again.Pools + again.Clients);
    }

    [Theory]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Seed12345","PoolName":"p","MfaConfiguration":"ON"}]}""", "refused at Pools[0]: SMS configuration")]
    [InlineData("""{"Pools":[{"Id":"us-east-1_Seed12345","PoolName":"p","Clients":[{"ClientId":"demopublicclient0000000001","ClientName":"c"}]}]}""", "belongs to another pool")]
    public async Task What_an_operation_would_refuse_refuses_the_start(string json, string reason)
    {
        await using var at = await PoolsDirectory.Create();
        var cancel = TestContext.Current.CancellationToken;
        await at.Seed.ApplyDemo(cancel);
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, json, cancel);

        var refused = await Assert.ThrowsAsync<StartRefused>(() => at.Seed.Apply(path, cancel));

        File.Delete(path);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
