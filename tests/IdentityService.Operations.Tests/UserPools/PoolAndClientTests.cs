using IdentityService.Operations.UserPools.Clients;
using IdentityService.Operations.UserPools.Pools;
using IdentityService.Wire;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools;

public sealed class PoolAndClientTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static async Task<string> MakePool(PoolsDirectory at, string name = "p", string? protection = null) =>
        (await new CreateUserPool(at.Pools, PoolsDirectory.Here, TimeProvider.System)
            .Run(new() { PoolName = name, DeletionProtection = protection }, PoolsDirectory.InVirginia, Cancel)).UserPool!.Id!;

    private static CreateUserPoolClient Maker(PoolsDirectory at) => new(at.Directory, at.Clients, PoolsDirectory.Here, TimeProvider.System);

    [Fact]
    public async Task A_pool_of_another_region_looks_like_none()
    {
        await using var at = await PoolsDirectory.Create();
        var id = await MakePool(at);

        var seen = await new DescribeUserPool(at.Directory, at.Pools).Run(new() { UserPoolId = id }, PoolsDirectory.InVirginia, Cancel);
        Assert.Equal(21, seen.UserPool!.SchemaAttributes!.Length);
        Assert.Empty(seen.UserPool.UserPoolTags!);
        Assert.Equal(0, seen.UserPool.EstimatedNumberOfUsers);

        var refused = await Assert.ThrowsAsync<CognitoError>(
            () => new DescribeUserPool(at.Directory, at.Pools).Run(new() { UserPoolId = id }, PoolsDirectory.InIreland, Cancel));
        Assert.Equal($"User pool {id} does not exist.", refused.WireMessage);
        var listed = await new ListUserPools(at.Pools, at.Cursors, PoolsDirectory.Here).Run(new() { MaxResults = 60 }, PoolsDirectory.InIreland, Cancel);
        Assert.Empty(listed.UserPools!);
    }

    [Fact]
    public async Task Pools_are_listed_in_pages_and_the_last_has_no_token()
    {
        await using var at = await PoolsDirectory.Create();
        var made = new[] { await MakePool(at), await MakePool(at), await MakePool(at) };
        var list = new ListUserPools(at.Pools, at.Cursors, PoolsDirectory.Here);

        var first = await list.Run(new() { MaxResults = 2 }, PoolsDirectory.InVirginia, Cancel);
        var last = await list.Run(new() { MaxResults = 2, NextToken = first.NextToken }, PoolsDirectory.InVirginia, Cancel);

        Assert.Null(last.NextToken);
        Assert.True(made.ToHashSet(StringComparer.Ordinal).SetEquals(first.UserPools!.Concat(last.UserPools!).Select(p => p.Id!)));
        await Assert.ThrowsAsync<CognitoError>(
            () => list.Run(new() { MaxResults = 2, NextToken = first.NextToken }, PoolsDirectory.InIreland, Cancel));
    }

    [Fact]
    public async Task A_protected_pool_stays_and_another_goes_with_its_clients()
    {
        await using var at = await PoolsDirectory.Create();
        var (kept, gone) = (await MakePool(at, protection: "ACTIVE"), await MakePool(at));
        var client = (await Maker(at).Run(new() { UserPoolId = gone, ClientName = "c" }, PoolsDirectory.InVirginia, Cancel)).UserPoolClient!;

        var refused = await Assert.ThrowsAsync<CognitoError>(
            () => new DeleteUserPool(at.Directory, at.Pools).Run(new() { UserPoolId = kept }, PoolsDirectory.InVirginia, Cancel));
        Assert.StartsWith("The user pool cannot be deleted because deletion protection is activated.", refused.WireMessage, StringComparison.Ordinal);

        await new DeleteUserPool(at.Directory, at.Pools).Run(new() { UserPoolId = gone }, PoolsDirectory.InVirginia, Cancel);
        Assert.Null(await at.Directory.FindClient(client.ClientId!, Cancel));
        Assert.Null(await at.Directory.Find(gone, Cancel));
    }

    [Fact]
    public async Task A_supplied_secret_works_and_is_never_shown()
    {
        await using var at = await PoolsDirectory.Create();
        var pool = await MakePool(at);
        const string Chosen = "a-chosen_secret_of_more_than_24";

        var made = (await Maker(at).Run(new() { UserPoolId = pool, ClientName = "c", ClientSecret = Chosen }, PoolsDirectory.InVirginia, Cancel)).UserPoolClient!;
        var described = await new DescribeUserPoolClient(at.Directory, at.Clients)
            .Run(new() { UserPoolId = pool, ClientId = made.ClientId! }, PoolsDirectory.InVirginia, Cancel);

        Assert.Null(made.ClientSecret);
        Assert.Null(described.UserPoolClient!.ClientSecret);
        Assert.True((await at.Directory.RequireClient(made.ClientId!, Cancel)).Secrets.Match(Chosen));
    }

    [Fact]
    public async Task An_update_replaces_all_but_the_name_and_shows_a_generated_secret()
    {
        await using var at = await PoolsDirectory.Create();
        var pool = await MakePool(at);
        var made = (await Maker(at).Run(
            new() { UserPoolId = pool, ClientName = "c", GenerateSecret = true, AuthSessionValidity = 9, CallbackURLs = ["https://a.example"] },
            PoolsDirectory.InVirginia, Cancel)).UserPoolClient!;

        var update = new UpdateUserPoolClient(at.Directory, at.Clients, PoolsDirectory.Here, TimeProvider.System);
        var changed = (await update.Run(
            new() { UserPoolId = pool, ClientId = made.ClientId!, AccessTokenValidity = 2 }, PoolsDirectory.InVirginia, Cancel)).UserPoolClient!;

        Assert.Equal("c", changed.ClientName);
        Assert.Equal(made.ClientSecret, changed.ClientSecret);
        Assert.Equal(2, changed.AccessTokenValidity);
        Assert.Equal(3, changed.AuthSessionValidity);
        Assert.Null(changed.CallbackURLs);
        var refused = await Assert.ThrowsAsync<CognitoError>(
            () => update.Run(new() { UserPoolId = pool, ClientId = "unknown" }, PoolsDirectory.InVirginia, Cancel));
        Assert.Equal("User pool client does not exist.", refused.WireMessage);
    }

    [Fact]
    public async Task Clients_are_listed_until_they_are_deleted()
    {
        await using var at = await PoolsDirectory.Create();
        var pool = await MakePool(at);
        var client = (await Maker(at).Run(new() { UserPoolId = pool, ClientName = "c" }, PoolsDirectory.InVirginia, Cancel)).UserPoolClient!;
        var list = new ListUserPoolClients(at.Directory, at.Clients, at.Cursors);
        var delete = new DeleteUserPoolClient(at.Directory, at.Clients);
        var it = new DeleteUserPoolClient.Request { UserPoolId = pool, ClientId = client.ClientId! };

        var listed = await list.Run(new() { UserPoolId = pool }, PoolsDirectory.InVirginia, Cancel);
        Assert.Equal(client.ClientId, Assert.Single(listed.UserPoolClients!).ClientId);
        Assert.Null(listed.NextToken);

        await delete.Run(it, PoolsDirectory.InVirginia, Cancel);
        Assert.Empty((await list.Run(new() { UserPoolId = pool }, PoolsDirectory.InVirginia, Cancel)).UserPoolClients!);
        await Assert.ThrowsAsync<CognitoError>(() => delete.Run(it, PoolsDirectory.InVirginia, Cancel));
    }
}
