using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Users;

public sealed class AdminCreateUserTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task A_user_is_made_and_invited_and_comes_in_by_the_temporary_password()
    {
        var pool = fixture.Pool;

        var user = (await Aws.Call("AdminCreateUser", new
        {
            UserPoolId = pool.PoolId, Username = "guest", DesiredDeliveryMediums = new[] { "EMAIL" }, UserAttributes = PoolCalls.Attributes(("email", "guest@example.com")),
        })).GetProperty("User");

        Assert.Equal(("guest", "FORCE_CHANGE_PASSWORD", true),
            (user.GetProperty("Username").GetString(), user.GetProperty("UserStatus").GetString(), user.GetProperty("Enabled").GetBoolean()));
        Assert.Equal(["email", "sub"], user.GetProperty("Attributes").EnumerateArray().Select(a => a.GetProperty("Name").GetString()!)); // sub last, flags unset.
        var message = (await _service.Inbox.Messages("guest@example.com"))[0];
        Assert.Contains("guest", message.ToString(), StringComparison.Ordinal);
        var signIn = await pool.TrySignIn("guest", message.GetProperty("code").GetString()!);
        Assert.Equal("NEW_PASSWORD_REQUIRED", signIn.Json.GetProperty("ChallengeName").GetString());
    }

    [Fact]
    public async Task N76_generated_passwords_are_random_and_keep_the_strictest_policy()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["Policies"] = new
            {
                PasswordPolicy = new { MinimumLength = 20, RequireUppercase = true, RequireLowercase = true, RequireNumbers = true, RequireSymbols = true },
            },
        });
        var passwords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in new[] { "r1", "r2", "r3" })
        {
            await Aws.Call("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = name, UserAttributes = PoolCalls.Attributes(("email", $"{name}@random.example")) });
            passwords.Add(await _service.Inbox.Code($"{name}@random.example"));
        }

        Assert.Equal(3, passwords.Count);
        Assert.All(passwords, p =>
            Assert.True(p.Length >= 20 && p.Any(char.IsAsciiLetterUpper) && p.Any(char.IsAsciiLetterLower) && p.Any(char.IsAsciiDigit) && !p.All(char.IsAsciiLetterOrDigit)));
    }

    [Fact]
    public async Task Refusals_have_their_words()
    {
        var pool = fixture.Pool;
        await Aws.Call("AdminCreateUser", pool.NewUser("there"));

        await Aws.Refuses("AdminCreateUser", pool.NewUser("there"), "UsernameExistsException", "User account already exists");
        await Aws.Refuses("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = "weak", TemporaryPassword = "short" },
            "InvalidPasswordException", "Password did not conform with password policy: Password not long enough");
        await Aws.Refuses("AdminCreateUser", pool.NewUser("x", ("sub", "1")), PoolCalls.InvalidParameter, "Cannot modify the non-mutable attribute sub");
        await Aws.Refuses("AdminCreateUser", pool.NewUser("x", ("email", "nowhere")), PoolCalls.InvalidParameter, "Invalid email address format.");
        await Aws.Refuses("AdminCreateUser", (pool with { PoolId = "us-east-1_Absent000" }).NewUser("x"),
            "ResourceNotFoundException", "User pool us-east-1_Absent000 does not exist.");
        Assert.Equal("MissingAuthenticationTokenException", (await Aws.TryUnsigned("AdminCreateUser", pool.NewUser("x"))).ErrorType);
    }

    [Fact]
    public async Task Required_attributes_may_be_missing()
    {
        var pool = await TestPool.Create(_service, new() { ["Schema"] = new object[] { new { Name = "email", Required = true } } });

        await Aws.Call("AdminCreateUser", pool.NewUser("bare"));
        Assert.Null((await pool.User("bare")).Attribute("email"));
    }

    [Fact]
    public async Task Without_an_address_to_write_to_the_user_is_there_even_so()
    {
        var pool = fixture.Pool;

        var answer = await Aws.Try("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = "silent", DesiredDeliveryMediums = new[] { "SMS" } });
        Assert.Equal("CodeDeliveryFailureException", answer.ErrorType);
        Assert.Equal("FORCE_CHANGE_PASSWORD", await pool.Status("silent"));
    }

    [Fact]
    public async Task N76_a_temporary_password_expires_and_RESEND_makes_another()
    {
        var pool = await TestPool.Create(_service, new() { ["Policies"] = new { PasswordPolicy = new { TemporaryPasswordValidityDays = 2, MinimumLength = 8 } } });
        await Aws.Call("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = "slow", UserAttributes = PoolCalls.Attributes(("email", "slow@example.com")) });
        var first = await _service.Inbox.Code("slow@example.com");

        _service.Clock.Advance(TimeSpan.FromDays(2));
        var late = await pool.TrySignIn("slow", first);
        Assert.Equal((PoolCalls.NotAuthorized, "Temporary password has expired and must be reset by an administrator."), (late.ErrorType, late.ErrorMessage));

        await Aws.Call("AdminCreateUser", new
        {
            UserPoolId = pool.PoolId, Username = "slow", MessageAction = "RESEND", UserAttributes = PoolCalls.Attributes(("email", "elsewhere@example.com")),
        });
        var second = await _service.Inbox.Code("slow@example.com", messages: 2); // Attributes of a RESEND are ignored.
        Assert.NotEqual(first, second);
        Assert.Null((await pool.TrySignIn("slow", second)).ErrorType);
        Assert.Equal("Incorrect username or password.", (await pool.TrySignIn("slow", first)).ErrorMessage);
    }

    [Fact]
    public async Task RESEND_is_for_those_who_never_came()
    {
        var pool = fixture.Pool;
        await pool.AddUser("here");

        await Aws.Refuses("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = "nobody", MessageAction = "RESEND" }, "UserNotFoundException", "User does not exist.");
        await Aws.Refuses("AdminCreateUser", new { UserPoolId = pool.PoolId, Username = "here", MessageAction = "RESEND" },
            "UnsupportedUserStateException", "Resend not possible. here status is not FORCE_CHANGE_PASSWORD");
    }

    [Fact]
    public async Task S24_a_verified_alias_moves_only_by_force()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email", "preferred_username" } });
        var verified = ("email_verified", "true");
        await Aws.Call("AdminCreateUser", pool.NewUser("one", ("email", "al@example.com"), verified, ("preferred_username", "al")));

        await Aws.Refuses("AdminCreateUser", pool.NewUser("two", ("email", "al@example.com"), verified),
            "UsernameExistsException", "An account with the email already exists.");
        Assert.Equal("UsernameExistsException", (await Aws.Try("AdminCreateUser", pool.NewUser("al"))).ErrorType);
        await Aws.Call("AdminCreateUser", pool.NewUser("three", ("email", "al@example.com"))); // Not verified: no alias.
        Assert.Equal("one", (await pool.User("al@example.com")).GetProperty("Username").GetString());

        await Aws.Call("AdminCreateUser", new
        {
            UserPoolId = pool.PoolId, Username = "four", MessageAction = "SUPPRESS", ForceAliasCreation = true,
            UserAttributes = PoolCalls.Attributes(("email", "al@example.com"), verified),
        });
        Assert.Equal("four", (await pool.User("al@example.com")).GetProperty("Username").GetString());
        Assert.Equal("false", (await pool.User("one")).Attribute("email_verified"));
        Assert.Equal("one", (await pool.User("al")).GetProperty("Username").GetString());
    }
}
