using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Passwords;

public sealed class AdminSetUserPasswordTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private const string Other = "An0ther-Password!";
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private static object Set(TestPool pool, string username, bool permanent, string password = Other) =>
        new { UserPoolId = pool.PoolId, Username = username, Password = password, Permanent = permanent };

    [Fact]
    public async Task A_permanent_password_confirms_whatever_the_status_was()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("signedup"));
        await Aws.Call("AdminCreateUser", pool.NewUser("invited"));
        await pool.AddUser("reset");
        await pool.RequireReset("reset");

        foreach (var username in new[] { "signedup", "invited", "reset" })
        {
            await Aws.Answers("AdminSetUserPassword", Set(pool, username, permanent: true), "{}");
            Assert.Equal("CONFIRMED", await pool.Status(username));
            await pool.SignIn(username, Other);
        }
    }

    [Fact]
    public async Task N76_a_temporary_one_must_be_changed_and_expires_anew()
    {
        var pool = fixture.Pool;
        await pool.AddUser("temp");
        _service.Clock.Advance(TimeSpan.FromDays(8));

        await Aws.Call("AdminSetUserPassword", Set(pool, "temp", permanent: false));
        Assert.Equal("FORCE_CHANGE_PASSWORD", await pool.Status("temp"));
        Assert.Equal("NEW_PASSWORD_REQUIRED", (await pool.TrySignIn("temp", Other)).Json.GetProperty("ChallengeName").GetString());
        _service.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("Temporary password has expired and must be reset by an administrator.", (await pool.TrySignIn("temp", Other)).ErrorMessage);
        await Aws.Call("AdminSetUserPassword", Set(pool, "temp", permanent: false));
        Assert.Null((await pool.TrySignIn("temp", Other)).ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task N13_N71_all_sessions_end(bool permanent)
    {
        var pool = fixture.Pool;
        var username = permanent ? "held" : "held-for-now";
        await pool.AddUser(username);
        var sessions = new[] { await pool.SignIn(username), await pool.SignIn(username) };

        await Aws.Call("AdminSetUserPassword", Set(pool, username, permanent));

        foreach (var session in sessions)
        {
            await Aws.Refuses("GetUser", new { AccessToken = session.GetProperty("AccessToken").GetString() }, PoolCalls.NotAuthorized, "Access Token has been revoked");
            var renewed = await Aws.Try("GetTokensFromRefreshToken", new { pool.ClientId, RefreshToken = session.GetProperty("RefreshToken").GetString() });
            Assert.Equal(PoolCalls.NotAuthorized, renewed.ErrorType);
        }
    }

    [Fact]
    public async Task S03_an_outstanding_code_dies_with_the_old_password_and_a_lock_falls()
    {
        var pool = fixture.Pool;
        await pool.AddUser("locked");
        await Aws.Call("ForgotPassword", pool.Name("locked"));
        var code = await _service.Inbox.Code("locked@example.com");
        for (var i = 0; i < 8; i++)
            await pool.TrySignIn("locked", "Wr0ng-Password!");
        Assert.Equal("Password attempts exceeded", (await pool.TrySignIn("locked")).ErrorMessage);

        await Aws.Call("AdminSetUserPassword", Set(pool, "locked", permanent: true));

        await pool.SignIn("locked", Other);
        Assert.Equal("ExpiredCodeException", (await Aws.Try("ConfirmForgotPassword",
            new { pool.ClientId, Username = "locked", ConfirmationCode = code, TestPool.Password })).ErrorType);
    }

    [Fact]
    public async Task Refusals_have_their_words()
    {
        var pool = fixture.Pool;
        await pool.AddUser("weak");

        await Aws.Refuses("AdminSetUserPassword", Set(pool, "weak", permanent: true, password: "Ab1!"),
            "InvalidPasswordException", "Password does not conform to policy: Password not long enough");
        await Aws.Refuses("AdminSetUserPassword", Set(pool, "nobody", permanent: true), "UserNotFoundException", "User does not exist.");
        Assert.Equal("MissingAuthenticationTokenException", (await Aws.TryUnsigned("AdminSetUserPassword", Set(pool, "weak", permanent: true))).ErrorType);
        await pool.SignIn("weak");
    }
}
