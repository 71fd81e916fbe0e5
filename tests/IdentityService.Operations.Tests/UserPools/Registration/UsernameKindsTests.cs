using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

/// <summary>By which names people of a pool are known: e-mail or phone as username, aliases, spelling.</summary>
public sealed class UsernameKindsTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private Task<TestPool> Pool(string member, params string[] attributes) => TestPool.Create(_service, new() { [member] = attributes });

    [Fact]
    public async Task An_email_as_username_is_stored_as_the_attribute_and_the_username_is_the_sub()
    {
        var pool = await Pool("UsernameAttributes", "email");
        var sub = (await Aws.Call("SignUp", pool.SignUp("kim@example.com"))).GetProperty("UserSub").GetString()!;
        await Aws.Call("ConfirmSignUp", pool.Confirm("kim@example.com", await _service.Inbox.Code("kim@example.com")));

        var user = await pool.User("kim@example.com");
        Assert.Equal((sub, "kim@example.com", "true"), (user.GetProperty("Username").GetString(), user.Attribute("email"), user.Attribute("email_verified")));
        Assert.Equal(sub, (await pool.User(sub)).GetProperty("Username").GetString());
        await pool.SignIn("kim@example.com");
        await Aws.Refuses("SignUp", pool.SignUp("kim@example.com"), "UsernameExistsException", "An account with the given email already exists.");
        await Aws.Refuses("AdminCreateUser", pool.NewUser("kim@example.com"), "UsernameExistsException", "An account with the given email already exists.");
    }

    [Fact]
    public async Task S24_each_of_two_kinds_of_username_has_one_owner_and_the_taken_one_is_named()
    {
        var pool = await Pool("UsernameAttributes", "email", "phone_number");
        await Aws.Call("SignUp", pool.SignUp("first@example.com", ("phone_number", "+15555550111")));

        await Aws.Refuses("SignUp", pool.SignUp("+15555550111"), "UsernameExistsException", "An account with the given phone_number already exists.");
        await Aws.Refuses("SignUp", pool.SignUp("second@example.com", ("phone_number", "+15555550111")),
            "UsernameExistsException", "An account with the given phone_number already exists.");
        await Aws.Call("SignUp", pool.SignUp("second@example.com"));
    }

    [Theory]
    [InlineData("Username should be an email.", "email")]
    [InlineData("Username should be a phone number.", "phone_number")]
    [InlineData("Username should be either an email or a phone number.", "email", "phone_number")]
    public async Task A_username_must_be_of_the_pools_kind(string refusal, params string[] kinds)
    {
        var pool = await Pool("UsernameAttributes", kinds);

        await Aws.Refuses("SignUp", pool.SignUp("jane"), PoolCalls.InvalidParameter, refusal);
        await Aws.Refuses("AdminCreateUser", pool.NewUser("jane"), PoolCalls.InvalidParameter, refusal);
    }

    [Fact]
    public async Task A_username_must_not_look_like_an_alias()
    {
        var pool = await Pool("AliasAttributes", "email", "phone_number", "preferred_username");

        await Aws.Refuses("SignUp", pool.SignUp("j@example.com"),
            PoolCalls.InvalidParameter, "Username cannot be of email format, since user pool is configured for email alias.");
        await Aws.Refuses("SignUp", pool.SignUp("+15555550100"),
            PoolCalls.InvalidParameter, "Username cannot be of phone number format, since user pool is configured for phone number alias.");
        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("SignUp", pool.SignUp("j", ("preferred_username", "jj")))).ErrorType);
    }

    [Fact]
    public async Task S24_an_alias_works_once_proven_and_a_taken_one_moves_only_by_force()
    {
        var pool = await Pool("AliasAttributes", "email");
        const string Email = "shared@example.com";
        await Aws.Call("SignUp", pool.SignUp("one", ("email", Email)));
        Assert.Equal("UserNotFoundException", (await pool.TrySignIn(Email)).ErrorType); // Not proven: a pending address does not log in.
        await Aws.Call("ConfirmSignUp", pool.Confirm("one", await _service.Inbox.Code(Email)));
        await pool.SignIn(Email);

        await Aws.Call("SignUp", pool.SignUp("two", ("email", Email)));
        var code = await _service.Inbox.Code(Email, messages: 2);
        await Aws.Refuses("ConfirmSignUp", pool.Confirm("two", code), "AliasExistsException", "An account with the email already exists.");
        Assert.Equal("UNCONFIRMED", await pool.Status("two"));
        Assert.Equal("one", (await pool.User(Email)).GetProperty("Username").GetString());

        await Aws.Call("ConfirmSignUp", pool.Confirm("two", code, force: true)); // The refused try burnt nothing.
        Assert.Equal("two", (await pool.User(Email)).GetProperty("Username").GetString());
        Assert.Equal(("true", "false"), ((await pool.User("two")).Attribute("email_verified"), (await pool.User("one")).Attribute("email_verified")));
    }

    [Fact]
    public async Task Without_aliases_two_people_may_prove_one_address()
    {
        var pool = fixture.Pool;
        await pool.Register("first", "common@example.com");
        await Aws.Call("SignUp", pool.SignUp("second", ("email", "common@example.com")));
        await Aws.Call("ConfirmSignUp", pool.Confirm("second", await _service.Inbox.Code("common@example.com", messages: 2)));

        Assert.Equal(("true", "true"), ((await pool.User("first")).Attribute("email_verified"), (await pool.User("second")).Attribute("email_verified")));
    }

    [Fact]
    public async Task S26_where_case_does_not_matter_spellings_are_one_name_and_the_first_is_kept()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["UsernameConfiguration"] = new { CaseSensitive = false }, ["AliasAttributes"] = new[] { "email" },
        });
        await Aws.Call("SignUp", pool.SignUp("Jane", ("email", "Jane@Case.example")));
        await Aws.Refuses("SignUp", pool.SignUp("jANE"), "UsernameExistsException", "User already exists");

        await Aws.Call("ConfirmSignUp", pool.Confirm("JANE", await _service.Inbox.Code("Jane@Case.example")));
        await pool.SignIn("jane");
        await pool.SignIn("JANE@case.EXAMPLE");
        var user = await pool.User("janE");
        Assert.Equal(("Jane", "Jane@Case.example"), (user.GetProperty("Username").GetString(), user.Attribute("email")));
    }

    [Fact]
    public async Task S26_compatible_forms_of_a_name_are_one_name()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("\uff4aane")); // A full-width j.

        await Aws.Refuses("SignUp", pool.SignUp("jane"), "UsernameExistsException", "User already exists");
        await Aws.Call("SignUp", pool.SignUp("caf\u00e9"));
        await Aws.Refuses("SignUp", pool.SignUp("cafe\u0301"), "UsernameExistsException", "User already exists");
    }

    [Theory]
    [InlineData("ja\u0000ne")]
    [InlineData("ja\u0007ne")]
    [InlineData("ja\u200bne")]
    [InlineData("ja\u200dne")]
    [InlineData("ja\ufeffne")]
    [InlineData("ja\u202ene")]
    [InlineData("ja\u2066ne")]
    [InlineData("ja\u00adne")]
    [InlineData("ja ne")]
    [InlineData("ja\u2028ne")]
    [InlineData("\u3164jane")]
    [InlineData("ja\u034fne")]
    [InlineData("ja\ufe0fne")]
    public async Task S26_names_with_characters_that_do_not_show_are_refused(string username)
    {
        var pool = fixture.Pool;

        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("SignUp", pool.SignUp(username))).ErrorType);
        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("AdminCreateUser", pool.NewUser(username))).ErrorType);
        Assert.Contains((await Aws.Try("AdminGetUser", pool.Named(username))).ErrorType, new[] { PoolCalls.InvalidParameter, "UserNotFoundException" });
    }

    [Theory]
    [InlineData("\ud842\udfb7\u91ce\u5bb6")]
    [InlineData("smile\ud83d\ude00")]
    public async Task S26_characters_beyond_the_basic_plane_are_characters_too(string username)
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp(username));

        Assert.Equal(username, (await pool.User(username)).GetProperty("Username").GetString());
        await Aws.Refuses("SignUp", pool.SignUp(username), "UsernameExistsException", "User already exists");
    }

    [Fact]
    public async Task S26_a_sub_in_a_pool_of_usernames_is_no_name_to_sign_in_by()
    {
        var pool = fixture.Pool;
        await pool.AddUser("subject");
        var sub = (await pool.User("subject")).Attribute("sub")!;

        Assert.Equal("subject", (await pool.User(sub)).GetProperty("Username").GetString());
        Assert.Equal("UserNotFoundException", (await pool.TrySignIn(sub)).ErrorType);
    }
}
