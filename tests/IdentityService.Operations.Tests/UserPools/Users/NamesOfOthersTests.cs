using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Users;

/// <summary>Names that would be taken for somebody else's, and text that no name may hold.</summary>
public sealed class NamesOfOthersTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Theory]
    [InlineData("dave\uFF20example.com")]
    [InlineData("\uFF0B15551234567")]
    public async Task S24_a_username_whose_canonical_form_is_an_alias_is_refused(string username)
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email", "phone_number" } });
        var answer = await SignUp(pool, username);
        Assert.Equal("InvalidParameterException", answer.ErrorType);
    }

    [Fact]
    public async Task S26_a_username_that_is_another_users_sub_is_taken()
    {
        var pool = await TestPool.Create(_service);
        var sub = (await SignUp(pool, "victim")).Json.GetProperty("UserSub").GetString()!;

        Assert.Equal("UsernameExistsException", (await SignUp(pool, sub)).ErrorType);
        Assert.Equal("UsernameExistsException", (await SignUp(pool, sub.ToUpperInvariant())).ErrorType);
        Assert.Equal("victim", (await _service.Aws.Call("AdminGetUser", new { UserPoolId = pool.PoolId, Username = sub })).GetProperty("Username").GetString());
    }

    [Theory]
    [InlineData("name", "a\u0000b")]
    [InlineData("phone_number", "+15551234567\n")]
    [InlineData("email", "\uFF56ictim@example.com")]
    public async Task S26_S34_text_that_nothing_can_hold_is_refused(string attribute, string value)
    {
        var pool = await TestPool.Create(_service);
        var answer = await SignUp(pool, "someone", (attribute, value));
        Assert.Equal("InvalidParameterException", answer.ErrorType);
    }

    [Fact]
    public async Task S34_a_name_longer_than_an_index_holds_is_kept_and_found()
    {
        var pool = await TestPool.Create(_service);
        var name = new string('\u6F22', 2000);
        Assert.Null((await SignUp(pool, "long", ("name", name))).ErrorType);

        var found = await _service.Aws.Call("ListUsers", new { UserPoolId = pool.PoolId, Filter = $"name ^= \"{name[..40]}\"" });
        Assert.Equal(1, found.GetProperty("Users").GetArrayLength());
    }

    [Theory]
    [InlineData("a\uFFFE")]
    [InlineData("a\uD800")]
    [InlineData("a\u0000b")]
    public async Task S26_a_name_that_cannot_be_is_nobodys(string username)
    {
        var pool = await TestPool.Create(_service);
        var json = $$$"""{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"{{{pool.ClientId}}}","AuthParameters":{"USERNAME":{{{Escaped(username)}}},"PASSWORD":"x"}}""";
        var answer = await _service.Aws.Try("InitiateAuth", json);
        Assert.Contains(answer.ErrorType, new[] { "UserNotFoundException", "InvalidParameterException", "SerializationException" });
    }

    [Fact]
    public async Task S08_a_token_whose_issuer_is_no_pool_id_is_refused_without_a_look_up()
    {
        var header = Convert.ToBase64String("""{"kid":"x","alg":"RS256"}"""u8).TrimEnd('=');
        var payload = Convert.ToBase64String("""{"iss":"http://id.test/us-east-1_x\u0000"}"""u8).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var answer = await _service.Aws.Try("GetUser", new { AccessToken = $"{header}.{payload}.AAAA" });
        Assert.Equal("NotAuthorizedException", answer.ErrorType);
    }

    private Task<AwsAnswer> SignUp(TestPool pool, string username, params (string Name, string Value)[] attributes) => _service.Aws.Try("SignUp", new
    {
        pool.ClientId, Username = username, TestPool.Password, UserAttributes = attributes.Select(a => new { a.Name, a.Value }),
    });

    // Written as escapes, since such text has no UTF-8.
    private static string Escaped(string text) => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:X4}"))}\"";
}
