using IdentityService.TestHost;
using Xunit;
using static IdentityService.Operations.Tests.UserPools.SignIn.SignInCalls;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

public sealed class RefreshTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_of_the_same_session_and_stays()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var first = await pool.SignIn("jane");
        var before = Claims(first.Text("AccessToken"));
        _service.Clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var flow in new[] { "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" })
        {
            var answer = await pool.Begin(flow, ("REFRESH_TOKEN", first.Text("RefreshToken")), ("USERNAME", "whoever"));
            Assert.Equal("{}", answer.Json.GetProperty("ChallengeParameters").GetRawText());
            Assert.Equal(
                ["AccessToken", "ExpiresIn", "IdToken", "TokenType"],
                answer.Tokens().EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
            var after = Claims(answer.Tokens().Text("AccessToken"));
            foreach (var kept in new[] { "auth_time", "origin_jti", "event_id", "scope", "sub" })
                Assert.Equal(before.GetProperty(kept).GetRawText(), after.GetProperty(kept).GetRawText());
            Assert.NotEqual(before.Text("jti"), after.Text("jti"));
            Assert.InRange(after.GetProperty("iat").GetInt64() - before.GetProperty("iat").GetInt64(), 120, 180);
        }

        var renewed = await pool.Renew(first.Text("RefreshToken"));
        Assert.False(renewed.Tokens().TryGetProperty("RefreshToken", out _));
        Assert.False(renewed.Json.TryGetProperty("ChallengeParameters", out _));
    }

    [Fact]
    public async Task Tokens_that_are_none_of_this_client_are_refused()
    {
        var (pool, stranger) = (await TestPool.Create(_service), await TestPool.Create(_service));
        await pool.AddUser("jane");
        await stranger.AddUser("jane");
        var tokens = await pool.SignIn("jane");
        var sibling = pool with { ClientId = (await pool.AddClient()).Text("ClientId") };
        var altered = tokens.Text("RefreshToken")[..^8] + "AAAAAAAA";

        foreach (var bad in new[] { "garbled", altered, tokens.Text("AccessToken"), tokens.Text("IdToken"), (await stranger.SignIn("jane")).Text("RefreshToken") })
        {
            (await pool.Refresh(bad)).MustBeUnauthorized("Invalid Refresh Token");
            (await pool.Renew(bad)).MustBeUnauthorized("Invalid Refresh Token");
        }

        (await sibling.Refresh(tokens.Text("RefreshToken"))).MustBeUnauthorized("Refresh Token has different Client");
        (await sibling.Renew(tokens.Text("RefreshToken"))).MustBeUnauthorized("Refresh Token has different Client");
        (await pool.Refresh(tokens.Text("RefreshToken"))).Tokens();
    }

    [Fact]
    public async Task It_expires_with_its_session()
    {
        var pool = await TestPool.Create(_service, client: new()
        {
            ["RefreshTokenValidity"] = 60, ["TokenValidityUnits"] = new { RefreshToken = "minutes", AccessToken = "minutes", IdToken = "minutes" },
            ["AccessTokenValidity"] = 5, ["IdTokenValidity"] = 5,
        });
        await pool.AddUser("jane");
        var refresh = (await pool.SignIn("jane")).Text("RefreshToken");

        _service.Clock.Advance(TimeSpan.FromMinutes(59));
        (await pool.Refresh(refresh)).Tokens(); // Which does not lengthen its life.
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        (await pool.Refresh(refresh)).MustBeUnauthorized("Refresh Token has expired");
        (await pool.Renew(refresh)).MustBeUnauthorized("Refresh Token has expired");
    }

    [Fact]
    public async Task What_became_of_the_user_is_said()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var refresh = (await pool.SignIn("jane")).Text("RefreshToken");

        await pool.ForUser("AdminDisableUser", "jane");
        (await pool.Refresh(refresh)).MustBeUnauthorized("User is disabled.");
        await pool.ForUser("AdminEnableUser", "jane");
        (await pool.Refresh(refresh)).MustBeUnauthorized("Refresh Token has been revoked");
        var second = (await pool.SignIn("jane")).Text("RefreshToken");
        await pool.ForUser("AdminDeleteUser", "jane");
        (await pool.Refresh(second)).MustBeUnauthorized("The user has been deleted for the associated refresh token");
        (await pool.Renew(second)).MustBeUnauthorized("The user has been deleted for the associated refresh token");
        await _service.Aws.Call("DeleteUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId });
        (await pool.Refresh(second)).MustRefuse("ResourceNotFoundException", $"User pool client {pool.ClientId} does not exist.");
    }

    [Fact]
    public async Task A_secret_is_asked_for_as_a_hash_by_one_operation_and_plain_by_the_other()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var client = await pool.AddClient(new() { ["GenerateSecret"] = true });
        var (guarded, secret) = (pool with { ClientId = client.Text("ClientId") }, client.Text("ClientSecret"));
        var signedIn = await guarded.Begin(
            "USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", TestPool.Password), ("SECRET_HASH", Hash("jane", guarded.ClientId, secret)));
        var refresh = signedIn.Tokens().Text("RefreshToken");

        (await guarded.Refresh(refresh)).MustBeUnauthorized($"Client {guarded.ClientId} is configured with secret but SECRET_HASH was not received");
        (await By(Hash("john", guarded.ClientId, secret))).MustBeUnauthorized($"SecretHash does not match for the client: {guarded.ClientId}");
        (await By(Hash("jane", guarded.ClientId, secret))).Tokens();
        (await By(Hash(Claims(signedIn.Tokens().Text("IdToken")).Text("sub"), guarded.ClientId, secret))).Tokens();

        (await guarded.Renew(refresh)).MustBeUnauthorized($"Client {guarded.ClientId} is configured for secret but secret was not received");
        (await guarded.Renew(refresh, secret + "x")).MustBeUnauthorized($"Unable to verify secret hash for client {guarded.ClientId}");
        (await guarded.Renew(refresh, secret)).Tokens();
        (await pool.Renew((await pool.SignIn("jane")).Text("RefreshToken"), "ignored00ignored00ignored00")).Tokens();

        Task<AwsAnswer> By(string hash) => guarded.Begin("REFRESH_TOKEN_AUTH", ("REFRESH_TOKEN", refresh), ("SECRET_HASH", hash));
    }
}
