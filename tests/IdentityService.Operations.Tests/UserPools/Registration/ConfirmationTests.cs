using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

public sealed class ConfirmationTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private const string Mismatch = "Invalid verification code provided, please try again.";
    private const string Expired = "Invalid code provided, please request a code again.";
    private const string TooMany = "Attempt limit exceeded, please try after some time.";
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task A_code_works_once()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("once", ("email", "once@example.com")));
        var code = await _service.Inbox.Code("once@example.com");

        await Aws.Refuses("ConfirmSignUp", pool.Confirm("once", PoolCalls.Not(code)), "CodeMismatchException", Mismatch);
        await Aws.Answers("ConfirmSignUp", pool.Confirm("once", code), "{}");
        await Aws.Refuses("ConfirmSignUp", pool.Confirm("once", code), PoolCalls.NotAuthorized, "User cannot be confirmed. Current status is CONFIRMED");
        var user = await pool.User("once");
        Assert.Equal(("CONFIRMED", "true"), (user.GetProperty("UserStatus").GetString(), user.Attribute("email_verified")));
    }

    [Fact]
    public async Task S16_a_code_dies_after_a_day()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("late", ("email", "late@example.com")));
        var code = await _service.Inbox.Code("late@example.com");

        _service.Clock.Advance(TimeSpan.FromHours(24));
        await Aws.Refuses("ConfirmSignUp", pool.Confirm("late", code), "ExpiredCodeException", Expired);

        await Aws.Call("ResendConfirmationCode", pool.Name("late"));
        await Aws.Call("ConfirmSignUp", pool.Confirm("late", await _service.Inbox.Code("late@example.com", messages: 2)));
    }

    [Fact]
    public async Task S16_a_new_code_kills_the_old_one_and_is_told_as_the_first()
    {
        var pool = fixture.Pool;
        var first = await Aws.Call("SignUp", pool.SignUp("again", ("email", "again@example.com")));
        var old = await _service.Inbox.Code("again@example.com");

        var second = await Aws.Call("ResendConfirmationCode", pool.Name("again"));
        Assert.Equal(first.GetProperty("CodeDeliveryDetails").GetRawText(), second.GetProperty("CodeDeliveryDetails").GetRawText());
        var code = await _service.Inbox.Code("again@example.com", messages: 2);
        if (old != code) // One in a million.
            await Aws.Refuses("ConfirmSignUp", pool.Confirm("again", old), "CodeMismatchException", Mismatch);
        await Aws.Call("ConfirmSignUp", pool.Confirm("again", code));
    }

    [Fact]
    public async Task S16_tries_are_counted_over_resends_and_fifteen_an_hour_are_too_many()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("guess", ("email", "guess@example.com")));
        var wrong = PoolCalls.Not(await _service.Inbox.Code("guess@example.com"));
        for (var i = 0; i < 14; i++)
            await Aws.Try("ConfirmSignUp", pool.Confirm("guess", wrong));
        await Aws.Call("ResendConfirmationCode", pool.Name("guess"));
        var code = await _service.Inbox.Code("guess@example.com", messages: 2);
        await Aws.Try("ConfirmSignUp", pool.Confirm("guess", PoolCalls.Not(code)));

        await Aws.Refuses("ConfirmSignUp", pool.Confirm("guess", code), "LimitExceededException", TooMany);
        var replica = await Aws.Try("ConfirmSignUp", (await pool.Hiding()).Confirm("guess", code));
        Assert.Equal("LimitExceededException", replica.ErrorType); // Another client is no way round.

        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Aws.Call("ConfirmSignUp", pool.Confirm("guess", code));
    }

    [Fact]
    public async Task S16_five_resends_an_hour_are_enough()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("many", ("email", "many@example.com")));
        for (var i = 0; i < 5; i++)
            await Aws.Call("ResendConfirmationCode", pool.Name("many"));

        await Aws.Refuses("ResendConfirmationCode", pool.Name("many"), "LimitExceededException", TooMany);
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Aws.Call("ResendConfirmationCode", pool.Name("many"));
    }

    [Fact]
    public async Task Who_cannot_confirm_is_told_why()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("off", ("email", "off@example.com")));
        var code = await _service.Inbox.Code("off@example.com");
        await pool.Disable("off");

        await Aws.Refuses("ConfirmSignUp", pool.Confirm("off", code), PoolCalls.NotAuthorized, "User is disabled.");
        await Aws.Refuses("ResendConfirmationCode", pool.Name("off"), PoolCalls.NotAuthorized, "User is disabled.");
        await Aws.Refuses("ConfirmSignUp", pool.Confirm("nobody", code), "UserNotFoundException", "Username/client id combination not found.");
        await Aws.Refuses("ResendConfirmationCode", pool.Name("nobody"), "UserNotFoundException", "Username/client id combination not found.");
    }

    [Fact]
    public async Task Nothing_is_sent_again_to_the_confirmed_or_where_nothing_is_verified()
    {
        var pool = fixture.Pool;
        await pool.AddUser("done");
        await Aws.Call("SignUp", pool.SignUp("silent"));

        await Aws.Refuses("ResendConfirmationCode", pool.Name("done"), PoolCalls.InvalidParameter, "User is already confirmed.");
        await Aws.Refuses("ResendConfirmationCode", pool.Name("silent"),
            PoolCalls.InvalidParameter, "Cannot resend codes. Auto verification not turned on.");
    }

    [Fact]
    public async Task S22_an_administrator_confirms_without_proving_an_address()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("adm", ("email", "adm@example.com")));
        var code = await _service.Inbox.Code("adm@example.com");

        await Aws.Answers("AdminConfirmSignUp", pool.Named("adm"), "{}");
        var user = await pool.User("adm");
        Assert.Equal(("CONFIRMED", "false"), (user.GetProperty("UserStatus").GetString(), user.Attribute("email_verified")));
        await pool.SignIn("adm");
        await Aws.Refuses("AdminConfirmSignUp", pool.Named("adm"), PoolCalls.NotAuthorized, "User cannot be confirmed. Current status is CONFIRMED");
        Assert.Equal(PoolCalls.NotAuthorized, (await Aws.Try("ConfirmSignUp", pool.Confirm("adm", code))).ErrorType);

        await Aws.Call("AdminCreateUser", pool.NewUser("made"));
        await Aws.Refuses("AdminConfirmSignUp", pool.Named("made"),
            PoolCalls.NotAuthorized, "User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD");
        await Aws.Refuses("AdminConfirmSignUp", pool.Named("nobody"), "UserNotFoundException", "User does not exist.");
        var unsigned = await Aws.TryUnsigned("AdminConfirmSignUp", pool.Named("adm"));
        Assert.Equal("MissingAuthenticationTokenException", unsigned.ErrorType);
    }

    [Fact]
    public async Task S16_a_code_is_bound_to_its_user_and_purpose()
    {
        var pool = fixture.Pool;
        await pool.AddUser("owner");
        await Aws.Call("ForgotPassword", pool.Name("owner"));
        var reset = await _service.Inbox.Code("owner@example.com");
        await Aws.Call("SignUp", pool.SignUp("other", ("email", "other@example.com")));
        var other = await _service.Inbox.Code("other@example.com");

        if (reset != other) // One in a million.
        {
            await Aws.Refuses("ConfirmSignUp", pool.Confirm("other", reset), "CodeMismatchException", Mismatch);
            await Aws.Refuses("ConfirmForgotPassword", new { pool.ClientId, Username = "owner", ConfirmationCode = other, TestPool.Password },
                "CodeMismatchException", Mismatch);
        }

        await Aws.Call("ConfirmSignUp", pool.Confirm("other", other));
    }
}
