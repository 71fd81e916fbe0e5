using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Users;

/// <summary>AdminGetUser, GetUser and AdminDeleteUser.</summary>
public sealed class UserLookupTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task An_administrator_sees_a_user_whole()
    {
        var pool = fixture.Pool;
        await pool.AddUser("whole");

        var user = await pool.User("whole");
        Assert.Equal(["Username", "UserAttributes", "UserCreateDate", "UserLastModifiedDate", "Enabled", "UserStatus"],
            user.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["email", "email_verified", "sub"], user.GetProperty("UserAttributes").EnumerateArray().Select(a => a.GetProperty("Name").GetString()!));
        Assert.True(user.GetProperty("Enabled").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Number, user.GetProperty("UserCreateDate").ValueKind);
        Assert.True(user.GetProperty("UserLastModifiedDate").GetDouble() >= user.GetProperty("UserCreateDate").GetDouble());
        await Aws.Refuses("AdminGetUser", pool.Named("nobody"), "UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task S21_another_pools_users_are_nobody()
    {
        var (pool, other) = (await TestPool.Create(_service), await TestPool.Create(_service));
        await pool.AddUser("mine");
        var sub = (await pool.User("mine")).Attribute("sub")!;

        foreach (var operation in new[] { "AdminGetUser", "AdminDeleteUser", "AdminConfirmSignUp" })
        {
            await Aws.Refuses(operation, other.Named("mine"), "UserNotFoundException", "User does not exist.");
            await Aws.Refuses(operation, other.Named(sub), "UserNotFoundException", "User does not exist.");
        }

        await Aws.Refuses("ForgotPassword", other.Name("mine"), "UserNotFoundException", "Username/client id combination not found.");
        Assert.Equal("CONFIRMED", await pool.Status("mine"));
    }

    [Fact]
    public async Task A_user_sees_what_the_client_may_read_now()
    {
        var pool = await TestPool.Create(_service, client: new() { ["ReadAttributes"] = new[] { "name" } });
        await pool.AddUser("reader");
        await Aws.Call("AdminCreateUser", pool.NewUser("named", ("name", "N"), ("nickname", "hidden")));
        await Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "named", TestPool.Password, Permanent = true });
        var token = await pool.AccessToken("named");

        var user = await Aws.Call("GetUser", new { AccessToken = token });
        Assert.Equal(["name", "sub"], user.GetProperty("UserAttributes").EnumerateArray().Select(a => a.GetProperty("Name").GetString()!));

        await Aws.Call("UpdateUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId, ReadAttributes = new[] { "nickname" } });
        await Task.Delay(50, TestContext.Current.CancellationToken);
        var again = await Aws.Call("GetUser", new { AccessToken = token });
        Assert.Equal(["nickname", "sub"], again.GetProperty("UserAttributes").EnumerateArray().Select(a => a.GetProperty("Name").GetString()!));
    }

    [Fact]
    public async Task S09_only_a_whole_live_access_token_opens_GetUser()
    {
        var pool = fixture.Pool;
        await pool.AddUser("bearer");
        var tokens = await pool.SignIn("bearer");
        var access = tokens.GetProperty("AccessToken").GetString()!;
        var parts = access.Split('.');
        var altered = parts[2][0] == 'A' ? "B" : "A";

        await RefusesToken("not-a-token", "Invalid Access Token");
        await RefusesToken(tokens.GetProperty("IdToken").GetString()!, "Invalid Access Token");
        await RefusesToken(tokens.GetProperty("RefreshToken").GetString()!, "Invalid Access Token");
        await RefusesToken($"{parts[0]}.{parts[1]}.{altered}{parts[2][1..]}", "Could not verify signature for Access Token");
        await Aws.Call("GetUser", new { AccessToken = access });
        await pool.RequireReset("bearer");
        Assert.Equal("PasswordResetRequiredException", (await Aws.Try("GetUser", new { AccessToken = access })).ErrorType);
        await pool.Disable("bearer");
        await RefusesToken(access, "User is disabled.");
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await RefusesToken(access, "Access Token has expired");
        await RefusesValidation("");
    }

    [Fact]
    public async Task S38_a_deleted_user_is_gone_with_tokens_names_and_codes_and_the_sub_never_returns()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        await pool.AddUser("gone");
        var sub = (await pool.User("gone")).Attribute("sub")!;
        var tokens = await pool.SignIn("gone");
        await Aws.Call("ForgotPassword", pool.Name("gone"));
        var code = await _service.Inbox.Code("gone@example.com");

        await Aws.Answers("AdminDeleteUser", pool.Named("gone"), "");
        await Aws.Refuses("AdminDeleteUser", pool.Named("gone"), "UserNotFoundException", "User does not exist.");
        foreach (var name in new[] { "gone", sub, "gone@example.com" })
            await Aws.Refuses("AdminGetUser", pool.Named(name), "UserNotFoundException", "User does not exist.");

        await pool.AddUser("gone");
        Assert.NotEqual(sub, (await pool.User("gone")).Attribute("sub"));
        await Aws.Refuses("GetUser", new { AccessToken = tokens.GetProperty("AccessToken").GetString() }, "UserNotFoundException", "User does not exist.");
        Assert.NotNull((await Aws.Try("GetTokensFromRefreshToken", new { pool.ClientId, RefreshToken = tokens.GetProperty("RefreshToken").GetString() })).ErrorType);
        await Aws.Refuses("ConfirmForgotPassword", new { pool.ClientId, Username = "gone", ConfirmationCode = code, TestPool.Password },
            "ExpiredCodeException", "Invalid code provided, please request a code again.");
    }

    private Task RefusesToken(string token, string message) => Aws.Refuses("GetUser", new { AccessToken = token }, PoolCalls.NotAuthorized, message);

    private async Task RefusesValidation(string token)
    {
        var answer = await Aws.Try("GetUser", new { AccessToken = token });
        Assert.Equal(PoolCalls.InvalidParameter, answer.ErrorType);
        Assert.Contains("at 'accessToken' failed to satisfy constraint", answer.ErrorMessage, StringComparison.Ordinal);
    }
}
