using System.Buffers.Text;
using System.Text;
using IdentityService.Operations.Tests.UserPools.SignIn;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Sessions;

/// <summary>What is refused as an access token, in which words (S-08, S-09).</summary>
public sealed class AccessTokenTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task Other_kinds_of_token_are_none()
    {
        var (pool, tokens) = await SignedIn();

        foreach (var bad in new[] { "garbled", "a.b.c", tokens.Text("IdToken"), tokens.Text("RefreshToken") })
            (await pool.GetUser(bad)).MustBeUnauthorized("Invalid Access Token");
        (await pool.GetUser("")).MustRefuse(
            "InvalidParameterException",
            "1 validation error detected: Value at 'accessToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+");
    }

    [Fact]
    public async Task An_altered_token_is_told_by_its_signature()
    {
        var (pool, tokens) = await SignedIn();
        var parts = tokens.Text("AccessToken").Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("jane", "john", StringComparison.Ordinal);

        (await pool.GetUser($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{parts[2]}"))
            .MustBeUnauthorized("Could not verify signature for Access Token");
        (await pool.GetUser($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(new byte[256])}"))
            .MustBeUnauthorized("Could not verify signature for Access Token");
    }

    // N-54: the algorithm is never the token's to choose.
    [Theory]
    [InlineData("none", "")]
    [InlineData("HS256", "AAAA")]
    public async Task Another_algorithm_makes_no_token(string algorithm, string signature)
    {
        var (pool, tokens) = await SignedIn();
        var parts = tokens.Text("AccessToken").Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).Replace("RS256", algorithm, StringComparison.Ordinal);

        (await pool.GetUser($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.{signature}")).MustBeUnauthorized("Invalid Access Token");
    }

    // S-21: a key proves nothing about another pool, whatever the issuer says.
    [Fact]
    public async Task Another_pools_key_proves_nothing()
    {
        var (pool, tokens) = await SignedIn();
        var other = await TestPool.Create(_service);
        var parts = tokens.Text("AccessToken").Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace(pool.PoolId, other.PoolId, StringComparison.Ordinal);

        (await pool.GetUser($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{parts[2]}")).MustBeUnauthorized("Invalid Access Token");
    }

    [Fact]
    public async Task An_expired_token_is_called_so()
    {
        var (pool, tokens) = await SignedIn();

        _service.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Null((await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        (await pool.GetUser(tokens.Text("AccessToken"))).MustBeUnauthorized("Access Token has expired");
    }

    [Fact]
    public async Task A_disabled_user_is_told_before_the_revocation_and_enabling_revives_nothing()
    {
        var (pool, tokens) = await SignedIn();

        Assert.Equal("{}", (await pool.ForUser("AdminDisableUser", "jane")).Body);
        Assert.Equal("{}", (await pool.ForUser("AdminDisableUser", "jane")).Body);
        Assert.False((await pool.ForUser("AdminGetUser", "jane")).Json.GetProperty("Enabled").GetBoolean());
        (await pool.GetUser(tokens.Text("AccessToken"))).MustBeUnauthorized("User is disabled.");
        Assert.Equal("{}", (await pool.ForUser("AdminEnableUser", "jane")).Body);
        Assert.True((await pool.ForUser("AdminGetUser", "jane")).Json.GetProperty("Enabled").GetBoolean());
        (await pool.GetUser(tokens.Text("AccessToken"))).MustBeUnauthorized("Access Token has been revoked");
        (await pool.ByPassword("jane")).Tokens();
    }

    // S-38: a name may come again, its tokens never.
    [Fact]
    public async Task The_token_of_a_deleted_user_is_dead_even_when_the_name_comes_again()
    {
        var (pool, tokens) = await SignedIn();

        await pool.ForUser("AdminDeleteUser", "jane");
        (await pool.GetUser(tokens.Text("AccessToken"))).MustRefuse("UserNotFoundException", "User does not exist.");
        await pool.AddUser("jane");
        Assert.NotNull((await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    [Fact]
    public async Task The_token_of_a_deleted_client_is_refused()
    {
        var (pool, tokens) = await SignedIn();

        await _service.Aws.Call("DeleteUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId });

        Assert.Equal("ResourceNotFoundException", (await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    private async Task<(TestPool Pool, System.Text.Json.JsonElement Tokens)> SignedIn()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        return (pool, await pool.SignIn("jane"));
    }
}
