using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Passwords;

/// <summary>ForgotPassword and ConfirmForgotPassword.</summary>
public sealed class ForgottenPasswordTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private const string Other = "An0ther-Password!";
    private const string Mismatch = "Invalid verification code provided, please try again.";
    private const string Expired = "Invalid code provided, please request a code again.";
    private const string TooMany = "Attempt limit exceeded, please try after some time.";
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private static object Reset(TestPool pool, string username, string code, string password = Other) =>
        new { pool.ClientId, Username = username, ConfirmationCode = code, Password = password };

    private async Task<string> Ask(TestPool pool, string username, int messages = 1)
    {
        await Aws.Call("ForgotPassword", pool.Name(username));
        return await _service.Inbox.Code(TestPool.EmailOf(username), messages);
    }

    [Fact]
    public async Task N71_a_code_sets_a_new_password_and_ends_all_sessions()
    {
        var pool = fixture.Pool;
        await pool.AddUser("forgot");
        var session = await pool.SignIn("forgot");

        var details = (await Aws.Call("ForgotPassword", pool.Name("forgot"))).GetProperty("CodeDeliveryDetails");
        Assert.Equal("""{"Destination":"f***@e***","DeliveryMedium":"EMAIL","AttributeName":"email"}""", details.GetRawText());
        Assert.Equal("CONFIRMED", await pool.Status("forgot")); // Asking changes nothing.
        await Aws.Call("GetUser", new { AccessToken = session.GetProperty("AccessToken").GetString() });

        var code = await _service.Inbox.Code("forgot@example.com");
        await Aws.Answers("ConfirmForgotPassword", Reset(pool, "forgot", code), "{}");

        await pool.SignIn("forgot", Other);
        await Aws.Refuses("GetUser", new { AccessToken = session.GetProperty("AccessToken").GetString() }, PoolCalls.NotAuthorized, "Access Token has been revoked");
        Assert.Equal(PoolCalls.NotAuthorized, (await Aws.Try("GetTokensFromRefreshToken",
            new { pool.ClientId, RefreshToken = session.GetProperty("RefreshToken").GetString() })).ErrorType);
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "forgot", code), "ExpiredCodeException", Expired); // Once.
    }

    [Fact]
    public async Task S16_a_code_is_refused_when_wrong_replaced_or_an_hour_old()
    {
        var pool = fixture.Pool;
        await pool.AddUser("codes");
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "codes", "123456"), "ExpiredCodeException", Expired);
        var old = await Ask(pool, "codes");
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "codes", PoolCalls.Not(old)), "CodeMismatchException", Mismatch);

        var code = await Ask(pool, "codes", messages: 2);
        if (old != code) // One in a million.
            await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "codes", old), "CodeMismatchException", Mismatch);
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "codes", code), "ExpiredCodeException", Expired);
        await pool.SignIn("codes");
    }

    [Fact]
    public async Task A_password_against_the_policy_does_not_burn_the_code_and_only_its_holder_learns_of_the_policy()
    {
        var pool = fixture.Pool;
        await pool.AddUser("policy");
        var code = await Ask(pool, "policy");

        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "policy", PoolCalls.Not(code), "Ab1!"), "CodeMismatchException", Mismatch);
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "policy", code, "Ab1!"),
            "InvalidPasswordException", "Password does not conform to policy: Password not long enough");
        await Aws.Call("ConfirmForgotPassword", Reset(pool, "policy", code));
    }

    [Fact]
    public async Task S16_twenty_resets_and_tries_together_are_enough_for_an_hour()
    {
        var pool = fixture.Pool;
        await pool.AddUser("capped");
        var code = await Ask(pool, "capped");
        for (var i = 0; i < 19; i++)
            await Aws.Try("ConfirmForgotPassword", Reset(pool, "capped", PoolCalls.Not(code)));

        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "capped", code), "LimitExceededException", TooMany);
        await Aws.Refuses("ForgotPassword", pool.Name("capped"), "LimitExceededException", TooMany);
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Aws.Call("ConfirmForgotPassword", Reset(pool, "capped", await Ask(pool, "capped", messages: 2)));
    }

    [Fact]
    public async Task Who_cannot_be_helped_is_told_why()
    {
        var pool = fixture.Pool;
        await Aws.Call("AdminCreateUser", pool.NewUser("invited", ("email", "invited@example.com"), ("email_verified", "true")));
        await Aws.Call("SignUp", pool.SignUp("unverified", ("email", "unverified@example.com")));
        await pool.AddUser("off");
        await pool.Disable("off");

        await Aws.Refuses("ForgotPassword", pool.Name("invited"), PoolCalls.NotAuthorized, "User password cannot be reset in the current state.");
        await Aws.Refuses("ForgotPassword", pool.Name("unverified"),
            PoolCalls.InvalidParameter, "Cannot reset password for the user as there is no registered/verified email or phone_number");
        await Aws.Refuses("ForgotPassword", pool.Name("off"), PoolCalls.NotAuthorized, "User is disabled.");
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "off", "123456"), PoolCalls.NotAuthorized, "User is disabled.");
        await Aws.Refuses("ForgotPassword", pool.Name("nobody"), "UserNotFoundException", "Username/client id combination not found.");
        await Aws.Refuses("ConfirmForgotPassword", Reset(pool, "nobody", "123456"), "UserNotFoundException", "Username/client id combination not found.");

        var closed = await TestPool.Create(_service, new()
        {
            ["AccountRecoverySetting"] = new { RecoveryMechanisms = new[] { new { Name = "admin_only", Priority = 1 } } },
        });
        await Aws.Refuses("ForgotPassword", closed.Name("anybody"), PoolCalls.NotAuthorized, "Contact administrator to reset password.");
    }

    [Fact]
    public async Task The_first_mechanism_with_a_proven_address_is_used()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["AccountRecoverySetting"] = new
            {
                RecoveryMechanisms = new[] { new { Name = "verified_email", Priority = 2 }, new { Name = "verified_phone_number", Priority = 1 } },
            },
        });
        await Aws.Call("AdminCreateUser", pool.NewUser("dual", ("email", "dual@example.com"), ("email_verified", "true"),
            ("phone_number", "+15555550188"), ("phone_number_verified", "true")));
        await Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "dual", TestPool.Password, Permanent = true });
        await pool.AddUser("mail");

        Assert.Equal("SMS", await Medium(pool, "dual"));
        Assert.Equal("EMAIL", await Medium(pool, "mail"));
        await Aws.Call("ConfirmForgotPassword", Reset(pool, "dual", await _service.Inbox.Code("+15555550188")));
    }

    [Fact]
    public async Task A_required_reset_ends_with_the_new_password()
    {
        var pool = fixture.Pool;
        await pool.AddUser("must");
        await pool.RequireReset("must");
        Assert.Equal("PasswordResetRequiredException", (await pool.TrySignIn("must")).ErrorType);

        await Aws.Call("ConfirmForgotPassword", Reset(pool, "must", await Ask(pool, "must")));
        Assert.Equal("CONFIRMED", await pool.Status("must"));
        await pool.SignIn("must", Other);
    }

    [Fact]
    public async Task S03_of_a_code_used_several_times_at_once_one_wins()
    {
        var pool = fixture.Pool;
        for (var round = 0; round < 8; round++)
        {
            var username = $"reset{round}";
            await pool.AddUser(username);
            var code = await Ask(pool, username);

            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Aws.Try("ConfirmForgotPassword", Reset(pool, username, code, $"Pr0posed-{i}!"))));

            var winner = Assert.Single(Enumerable.Range(0, 3), i => answers[i].ErrorType is null);
            await pool.SignIn(username, $"Pr0posed-{winner}!");
        }
    }

    private async Task<string> Medium(TestPool pool, string username) =>
        (await Aws.Call("ForgotPassword", pool.Name(username))).GetProperty("CodeDeliveryDetails").GetProperty("DeliveryMedium").GetString()!;
}
