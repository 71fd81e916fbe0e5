using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

public sealed class SignUpTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task A_person_signs_up_confirms_and_signs_in()
    {
        var pool = fixture.Pool;

        var answer = await _service.Aws.Call("SignUp", new
        {
            pool.ClientId, Username = "jane", TestPool.Password, UserAttributes = new[] { new { Name = "email", Value = "jane@example.com" } },
        });
        Assert.False(answer.GetProperty("UserConfirmed").GetBoolean());
        Assert.Equal("j***@e***", answer.GetProperty("CodeDeliveryDetails").GetProperty("Destination").GetString());
        Assert.False(answer.TryGetProperty("Session", out _));

        var code = await _service.Inbox.Code("jane@example.com");
        Assert.Equal("{}", (await _service.Aws.Try("ConfirmSignUp", new { pool.ClientId, Username = "jane", ConfirmationCode = code })).Body);

        var tokens = await pool.SignIn("jane");
        var user = await _service.Aws.Call("GetUser", new { AccessToken = tokens.GetProperty("AccessToken").GetString() });
        Assert.Equal("jane", user.GetProperty("Username").GetString());
    }

    [Fact]
    public async Task Without_an_address_to_verify_no_delivery_is_told()
    {
        var pool = await TestPool.Create(_service, new() { ["AutoVerifiedAttributes"] = Array.Empty<string>() });

        var withAddress = await Aws.Call("SignUp", pool.SignUp("a", ("email", "unverified@example.com")));
        var without = await Aws.Call("SignUp", pool.SignUp("b"));

        Assert.False(withAddress.TryGetProperty("CodeDeliveryDetails", out _));
        Assert.False(without.TryGetProperty("CodeDeliveryDetails", out _));
        Assert.Equal("UNCONFIRMED", await pool.Status("a"));
        Assert.Equal(without.GetProperty("UserSub").GetString(), (await pool.User("b")).Attribute("sub"));
        var signIn = await pool.TrySignIn("a");
        Assert.Equal(("UserNotConfirmedException", "User is not confirmed."), (signIn.ErrorType, signIn.ErrorMessage));
    }

    [Fact]
    public async Task Of_both_addresses_only_the_phone_gets_a_code()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["AutoVerifiedAttributes"] = new[] { "email", "phone_number" },
            ["SmsConfiguration"] = new { SnsCallerArn = "arn:aws:iam::123456789012:role/sms" },
        });

        var answer = await Aws.Call("SignUp", pool.SignUp("both", ("email", "both@example.com"), ("phone_number", "+15555550101")));

        var details = answer.GetProperty("CodeDeliveryDetails");
        Assert.Equal(("phone_number", "SMS", "+*******0101"),
            (details.GetProperty("AttributeName").GetString(), details.GetProperty("DeliveryMedium").GetString(), details.GetProperty("Destination").GetString()));
        await Aws.Call("ConfirmSignUp", pool.Confirm("both", await _service.Inbox.Code("+15555550101")));
        var user = await pool.User("both");
        Assert.Equal(("true", "false"), (user.Attribute("phone_number_verified"), user.Attribute("email_verified")));
    }

    [Fact]
    public async Task A_taken_name_is_told_whatever_the_client_hides()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("taken"));

        await Aws.Refuses("SignUp", pool.SignUp("taken"), "UsernameExistsException", "User already exists");
        await Aws.Refuses("SignUp", (await pool.Hiding()).SignUp("taken"), "UsernameExistsException", "User already exists");
        await Aws.Call("SignUp", pool.SignUp("Taken")); // Case sensitive, as API-made pools are.
    }

    [Theory]
    [InlineData("Sh0rt!", "Password not long enough")]
    [InlineData("lower-0nly", "Password must have uppercase characters")]
    [InlineData("UPPER-0NLY", "Password must have lowercase characters")]
    [InlineData("No-digits-here", "Password must have numeric characters")]
    [InlineData("N0symbolsHere", "Password must have symbol characters")]
    public async Task A_password_must_keep_the_policy(string password, string reason)
    {
        var pool = fixture.Pool;

        await Aws.Refuses("SignUp", new { pool.ClientId, Username = "p", Password = password },
            "InvalidPasswordException", "Password did not conform with policy: " + reason);
    }

    [Fact]
    public async Task N67_a_password_of_256_characters_is_used_whole_and_a_longer_one_refused()
    {
        var pool = fixture.Pool;
        var longest = "Aa0!" + new string('x', 252);

        await Aws.Call("SignUp", new { pool.ClientId, Username = "long", Password = longest });
        await Aws.Call("AdminConfirmSignUp", pool.Named("long"));
        await pool.SignIn("long", longest);
        Assert.Equal("NotAuthorizedException", (await pool.TrySignIn("long", longest[..^1] + "y")).ErrorType);
        await Aws.Refuses("SignUp", new { pool.ClientId, Username = "p", Password = longest + "x" }, PoolCalls.InvalidParameter,
            "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256");
        await Aws.Refuses("SignUp", new { pool.ClientId, Username = "p", Password = " Aa0!Aa0!" }, PoolCalls.InvalidParameter,
            @"1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$");
    }

    [Fact]
    public async Task Only_where_the_pool_permits()
    {
        var pool = await TestPool.Create(_service, new() { ["AdminCreateUserConfig"] = new { AllowAdminCreateUserOnly = true } });

        await Aws.Refuses("SignUp", pool.SignUp("x"), PoolCalls.NotAuthorized, "SignUp is not permitted for this user pool");
        await Aws.Refuses("SignUp", (pool with { ClientId = "unknownclient" }).SignUp("x"), "ResourceNotFoundException", "User pool client unknownclient does not exist.");
    }
}
