using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Passwords;

/// <summary>Where a client hides who exists, whoever cannot be sent a code looks like whoever can (S-13, N-72).</summary>
public sealed class HiddenUsersTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task S13_N72_a_reset_is_answered_for_everybody_and_sent_to_whom_it_can()
    {
        var pool = await (await TestPool.Create(_service)).Hiding();
        await pool.AddUser("known");
        await pool.AddUser("off");
        await pool.Disable("off");
        await Aws.Call("AdminCreateUser", pool.NewUser("invited", ("email", "invited@hidden.example"), ("email_verified", "true")));
        await Aws.Call("SignUp", pool.SignUp("unverified"));

        var shape = Shape(await Aws.Call("ForgotPassword", pool.Name("known")));
        foreach (var username in new[] { "off", "invited", "unverified", "nobody", "someone@example.com" })
        {
            var first = await Aws.Try("ForgotPassword", pool.Name(username));
            Assert.Equal(shape, Shape(first.Json));
            Assert.Equal(first.Body, (await Aws.Try("ForgotPassword", pool.Name(username))).Body);
        }

        Assert.Single(await _service.Inbox.Messages("known@example.com"));
    }

    [Fact]
    public async Task S13_a_reset_without_a_right_code_is_the_same_refusal_for_everybody()
    {
        var pool = await (await TestPool.Create(_service)).Hiding();
        await pool.AddUser("with");
        await pool.AddUser("without");
        await pool.AddUser("off");
        await pool.Disable("off");
        await Aws.Call("ForgotPassword", pool.Name("with"));
        var wrong = PoolCalls.Not(await _service.Inbox.Code("with@example.com"));

        foreach (var username in new[] { "with", "without", "off", "nobody" })
        {
            await Aws.Refuses("ConfirmForgotPassword", new { pool.ClientId, Username = username, ConfirmationCode = wrong, TestPool.Password },
                "CodeMismatchException", "Invalid verification code provided, please try again.");
        }
    }

    [Fact]
    public async Task S13_a_resent_code_is_answered_alike_for_the_waiting_the_disabled_and_the_unknown()
    {
        var pool = await (await TestPool.Create(_service)).Hiding();
        await Aws.Call("SignUp", pool.SignUp("waiting", ("email", "waiting@hidden.example")));
        await Aws.Call("SignUp", pool.SignUp("off", ("email", "off@hidden.example")));
        await Aws.Call("SignUp", pool.SignUp("bare"));
        await pool.Disable("off");

        var shape = Shape(await Aws.Call("ResendConfirmationCode", pool.Name("waiting")));
        foreach (var username in new[] { "off", "bare", "nobody" })
        {
            var first = await Aws.Try("ResendConfirmationCode", pool.Name(username));
            Assert.Equal(shape, Shape(first.Json));
            Assert.Equal(first.Body, (await Aws.Try("ResendConfirmationCode", pool.Name(username))).Body);
        }
    }

    [Fact]
    public async Task S13_where_nothing_is_verified_that_is_said_to_everybody()
    {
        var pool = await (await TestPool.Create(_service, new() { ["AutoVerifiedAttributes"] = Array.Empty<string>() })).Hiding();
        await Aws.Call("SignUp", pool.SignUp("plain", ("email", "plain@hidden.example")));

        foreach (var username in new[] { "plain", "nobody" })
            await Aws.Refuses("ResendConfirmationCode", pool.Name(username), PoolCalls.InvalidParameter, "Cannot resend codes. Auto verification not turned on.");
    }

    [Fact]
    public async Task S13_limits_hold_for_unknown_names_as_for_known_ones()
    {
        var pool = await (await TestPool.Create(_service)).Hiding();
        await Aws.Call("SignUp", pool.SignUp("waiting", ("email", "limited@hidden.example")));

        foreach (var username in new[] { "waiting", "nobody" })
        {
            for (var i = 0; i < 5; i++)
                Assert.Null((await Aws.Try("ResendConfirmationCode", pool.Name(username))).ErrorType);
            await Aws.Refuses("ResendConfirmationCode", pool.Name(username), "LimitExceededException", "Attempt limit exceeded, please try after some time.");
        }
    }

    [Fact]
    public async Task S13_confirming_a_sign_up_is_refused_alike_for_the_waiting_the_disabled_and_the_unknown()
    {
        var pool = await (await TestPool.Create(_service)).Hiding();
        await Aws.Call("SignUp", pool.SignUp("waiting"));
        await Aws.Call("SignUp", pool.SignUp("off"));
        await pool.Disable("off");

        foreach (var username in new[] { "waiting", "off", "nobody" })
        {
            await Aws.Refuses("ConfirmSignUp", pool.Confirm(username, "123456"),
                "CodeMismatchException", "Invalid verification code provided, please try again.");
        }
    }

    // Names of members, delivery medium and attribute; of the destination only how much of it is masked.
    private static string Shape(System.Text.Json.JsonElement answer)
    {
        var details = answer.GetProperty("CodeDeliveryDetails");
        var masked = string.Concat(details.GetProperty("Destination").GetString()!.Select(c => char.IsAsciiLetterOrDigit(c) ? 'x' : c));
        return $"{string.Join(',', answer.EnumerateObject().Select(p => p.Name))}: {string.Join(',', details.EnumerateObject().Select(p => p.Name))}: "
            + $"{details.GetProperty("DeliveryMedium").GetString()} {details.GetProperty("AttributeName").GetString()} {masked}";
    }
}
