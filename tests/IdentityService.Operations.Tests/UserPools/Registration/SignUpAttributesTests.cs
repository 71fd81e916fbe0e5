using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

public sealed class SignUpAttributesTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Theory]
    [InlineData("email_verified", "true")]
    [InlineData("phone_number_verified", "true")]
    [InlineData("sub", "11111111-1111-1111-1111-111111111111")]
    [InlineData("identities", "[]")]
    public async Task S22_S23_reserved_attributes_cannot_be_brought_along(string name, string value)
    {
        var pool = fixture.Pool;

        await Aws.Refuses("SignUp", pool.SignUp("r", ("email", "r@example.com"), (name, value)),
            PoolCalls.InvalidParameter, $"Cannot modify the non-mutable attribute {name}");
    }

    [Fact]
    public async Task S22_a_new_address_is_unverified()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("u", ("email", "u@example.com"), ("phone_number", "+15555550102")));

        var user = await pool.User("u");
        Assert.Equal(("false", "false"), (user.Attribute("email_verified"), user.Attribute("phone_number_verified")));
    }

    [Fact]
    public async Task S23_only_what_the_client_may_write_is_taken()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["Schema"] = new object[]
            {
                new { Name = "plan", AttributeDataType = "String", Mutable = true },
                new { Name = "note", AttributeDataType = "String", Mutable = true, DeveloperOnlyAttribute = true },
            },
        }, new() { ["WriteAttributes"] = new[] { "email", "name" } });
        const string Unauthorized = "A client attempted to write unauthorized attribute";

        await Aws.Call("SignUp", pool.SignUp("w", ("email", "w@example.com"), ("name", "W")));
        await Aws.Refuses("SignUp", pool.SignUp("x", ("custom:plan", "gold")), PoolCalls.NotAuthorized, Unauthorized);
        await Aws.Refuses("SignUp", pool.SignUp("x", ("nickname", "x")), PoolCalls.NotAuthorized, Unauthorized);

        var all = pool with { ClientId = (await pool.AddClient()).GetProperty("ClientId").GetString()! };
        await Aws.Call("SignUp", all.SignUp("y", ("custom:plan", "gold")));
        await Aws.Refuses("SignUp", all.SignUp("x", ("dev:custom:note", "n")), PoolCalls.NotAuthorized, Unauthorized);
    }

    [Fact]
    public async Task Required_attributes_are_told_one_a_line()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["Schema"] = new object[] { new { Name = "email", Required = true }, new { Name = "name", Required = true }, new { Name = "family_name", Required = true } },
        });

        await Aws.Refuses("SignUp", pool.SignUp("x", ("name", "X"), ("family_name", "Y")),
            PoolCalls.InvalidParameter, "Attributes did not conform to the schema: email: The attribute is required\n");
        var both = await Aws.Try("SignUp", pool.SignUp("x", ("email", "x@example.com"), ("name", "")));
        Assert.Contains("name.formatted: The attribute name.formatted is required\n", both.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("name.familyName: The attribute name.familyName is required\n", both.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("email", both.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "asdfasdf", "Invalid email address format.")]
    [InlineData("email", "a\u200b@example.com", "Invalid email address format.")]
    [InlineData("email", "a@example.com\r\nBcc: b@example.com", "Invalid email address format.")]
    [InlineData("phone_number", "5555550100", "Invalid phone number format.")]
    [InlineData("phone_number", "+1234567890123456", "Invalid phone number format.")]
    [InlineData("custom:x", "1", "Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.\n")]
    [InlineData("birthdate", "1.1.2000", "Attributes did not conform to the schema: user.birthdate: String must be no shorter than 10 characters\n")]
    public async Task Values_must_have_their_form(string name, string value, string refusal)
    {
        var pool = fixture.Pool;

        await Aws.Refuses("SignUp", pool.SignUp("f", (name, value)), PoolCalls.InvalidParameter, refusal);
    }

    [Fact]
    public async Task A_name_sent_twice_counts_once_with_its_last_value()
    {
        var pool = fixture.Pool;
        await Aws.Call("SignUp", pool.SignUp("twice", ("email", "not an address"), ("email", "twice@example.com")));

        Assert.Equal("twice@example.com", (await pool.User("twice")).Attribute("email"));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\0")]
    public async Task S34_a_null_character_in_a_value_is_refused_and_breaks_nothing(string value)
    {
        var pool = fixture.Pool;

        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("SignUp", pool.SignUp("n", ("nickname", value)))).ErrorType);
        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("AdminCreateUser", pool.NewUser("n", ("nickname", value)))).ErrorType);
    }

    [Fact]
    public async Task S34_half_a_surrogate_pair_is_refused_and_breaks_nothing()
    {
        var pool = fixture.Pool;
        var request = $$"""{"ClientId":"{{pool.ClientId}}","Username":"s","Password":"{{TestPool.Password}}","UserAttributes":[{"Name":"nickname","Value":"\ud800"}]}""";

        var answer = await Aws.Try("SignUp", request);
        Assert.Contains(answer.ErrorType, new[] { PoolCalls.InvalidParameter, "SerializationException" });
    }
}
