using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityService.TestHost;
using Xunit;
using static IdentityService.Operations.Tests.UserPools.SignIn.SignInCalls;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>Exactly the claims Cognito's SDK flows give, of the types it gives them.</summary>
public sealed partial class TokenClaimsTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task The_ID_token_says_who_the_user_is()
    {
        var pool = await TestPool.Create(_service, new() { ["Schema"] = new[] { new { Name = "tier", AttributeDataType = "Number", Mutable = true } } });
        await AddJane(pool);

        var claims = Claims((await pool.SignIn("jane")).Text("IdToken"));

        Assert.Equal(
            ["address", "aud", "auth_time", "cognito:username", "custom:tier", "email", "email_verified", "event_id", "exp", "iat", "iss", "jti",
                "origin_jti", "sub", "token_use"],
            Names(claims));
        Assert.Equal(pool.ClientId, claims.Text("aud"));
        Assert.Equal($"{TestService.BaseUrl}/{pool.PoolId}", claims.Text("iss"));
        Assert.Equal("id", claims.Text("token_use"));
        Assert.Equal("jane", claims.Text("cognito:username"));
        Assert.Equal(JsonValueKind.True, claims.GetProperty("email_verified").ValueKind);
        Assert.Equal("3", claims.Text("custom:tier"));
        Assert.Equal("1 Road", claims.GetProperty("address").Text("formatted"));
        Assert.Equal(claims.GetProperty("iat").GetInt64(), claims.GetProperty("auth_time").GetInt64());
        foreach (var id in new[] { "sub", "jti", "origin_jti", "event_id" })
            Assert.True(Guid.TryParse(claims.Text(id), out _), id);
    }

    [Fact]
    public async Task The_access_token_names_the_client_and_no_audience()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var tokens = await pool.SignIn("jane");
        var (access, id) = (Claims(tokens.Text("AccessToken")), Claims(tokens.Text("IdToken")));

        Assert.Equal(
            ["auth_time", "client_id", "event_id", "exp", "iat", "iss", "jti", "origin_jti", "scope", "sub", "token_use", "username"], Names(access));
        Assert.Equal("aws.cognito.signin.user.admin", access.Text("scope"));
        Assert.Equal("access", access.Text("token_use"));
        Assert.Equal("jane", access.Text("username"));
        Assert.Equal(pool.ClientId, access.Text("client_id"));
        foreach (var shared in new[] { "sub", "origin_jti", "event_id" })
            Assert.Equal(id.Text(shared), access.Text(shared));
        Assert.NotEqual(id.Text("jti"), access.Text("jti"));
    }

    [Fact]
    public async Task The_refresh_token_says_nothing_of_the_user_and_its_key_is_not_published()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var tokens = await pool.SignIn("jane");
        var refresh = tokens.Text("RefreshToken");

        Assert.Equal(["client_id", "exp", "iat", "iss", "jti", "origin_jti", "token_use"], Names(Claims(refresh)));
        Assert.Equal("refresh", Claims(refresh).Text("token_use"));
        Assert.Matches(TokenText(), refresh);

        var kids = await PublishedKids(pool);
        Assert.Equal(2, kids.Count);
        Assert.DoesNotContain(Header(refresh).Text("kid"), kids);
        Assert.Contains(Header(tokens.Text("IdToken")).Text("kid"), kids);
        Assert.Contains(Header(tokens.Text("AccessToken")).Text("kid"), kids);
        Assert.NotEqual(Header(tokens.Text("IdToken")).Text("kid"), Header(tokens.Text("AccessToken")).Text("kid"));
    }

    [Theory]
    [InlineData("IdToken")]
    [InlineData("AccessToken")]
    [InlineData("RefreshToken")]
    public async Task A_header_has_the_key_and_the_algorithm_alone(string kind)
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        var header = Header((await pool.SignIn("jane")).Text(kind));

        Assert.Equal(["alg", "kid"], Names(header));
        Assert.Equal("RS256", header.Text("alg"));
        Assert.Equal(44, header.Text("kid").Length);
        Assert.EndsWith("=", header.Text("kid"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seconds", 3600, 3600, 7200, 3600, 3600, 7200)]
    [InlineData("minutes", 5, 10, 60, 300, 600, 3600)]
    [InlineData("hours", 1, 24, 48, 3600, 86400, 172800)]
    [InlineData("days", 1, 1, 30, 86400, 86400, 2592000)]
    public async Task Lifetimes_are_in_the_clients_units(string unit, int access, int id, int refresh, int accessSeconds, int idSeconds, int refreshSeconds)
    {
        var pool = await TestPool.Create(_service, client: new()
        {
            ["AccessTokenValidity"] = access, ["IdTokenValidity"] = id, ["RefreshTokenValidity"] = refresh,
            ["TokenValidityUnits"] = new { AccessToken = unit, IdToken = unit, RefreshToken = unit },
        });
        await pool.AddUser("jane");

        var tokens = await pool.SignIn("jane");

        Assert.Equal(accessSeconds, tokens.GetProperty("ExpiresIn").GetInt32());
        Assert.Equal(accessSeconds, Life(tokens.Text("AccessToken")));
        Assert.Equal(idSeconds, Life(tokens.Text("IdToken")));
        Assert.Equal(refreshSeconds, Life(tokens.Text("RefreshToken")));
    }

    [Fact]
    public async Task ReadAttributes_bound_ID_token_and_GetUser_at_once()
    {
        var pool = await TestPool.Create(_service, client: new() { ["ReadAttributes"] = new[] { "email" } });
        await AddJane(pool, tier: false);
        var tokens = await pool.SignIn("jane");

        var claims = Claims(tokens.Text("IdToken"));
        Assert.Equal("jane@example.com", claims.Text("email"));
        Assert.False(claims.TryGetProperty("email_verified", out _));
        Assert.False(claims.TryGetProperty("address", out _));
        var shown = (await pool.GetUser(tokens.Text("AccessToken"))).Json.GetProperty("UserAttributes");
        Assert.Equal(["email", "sub"], shown.EnumerateArray().Select(a => a.Text("Name")));
    }

    // Cognito, observed.
    [Fact]
    public async Task Without_revocation_there_is_neither_jti_nor_origin_jti()
    {
        var pool = await TestPool.Create(_service, client: new() { ["EnableTokenRevocation"] = false });
        await pool.AddUser("jane");
        var tokens = await pool.SignIn("jane");

        foreach (var kind in new[] { "IdToken", "AccessToken" })
        {
            Assert.DoesNotContain("jti", Names(Claims(tokens.Text(kind))));
            Assert.DoesNotContain("origin_jti", Names(Claims(tokens.Text(kind))));
        }

        Assert.Null((await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    private static Task AddJane(TestPool pool, bool tier = true) => AddUser(pool, tier ? [("custom:tier", "3")] : []);

    private static async Task AddUser(TestPool pool, (string Name, string Value)[] more)
    {
        (string Name, string Value)[] attributes = [("email", "jane@example.com"), ("email_verified", "true"), ("address", "1 Road"), .. more];
        await pool.Service.Aws.Call("AdminCreateUser", new
        {
            UserPoolId = pool.PoolId, Username = "jane", MessageAction = "SUPPRESS", UserAttributes = attributes.Select(a => new { a.Name, a.Value }),
        });
        await pool.Service.Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "jane", TestPool.Password, Permanent = true });
    }

    private async Task<List<string>> PublishedKids(TestPool pool)
    {
        var keys = JsonElement.Parse(await _service.Http.GetStringAsync(
            new Uri($"/{pool.PoolId}/.well-known/jwks.json", UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. keys.GetProperty("keys").EnumerateArray().Select(k => k.Text("kid"))];
    }

    private static long Life(string token) => Claims(token).GetProperty("exp").GetInt64() - Claims(token).GetProperty("iat").GetInt64();

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9-_=.]+$", RegexOptions.NonBacktracking)]
    private static partial Regex TokenText();
}
