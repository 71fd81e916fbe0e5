using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson;

/// <summary>What the door itself answers, before any operation.</summary>
public sealed class DoorTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Prefix = "AWSCognitoIdentityProviderService.";
    private const string GetUser = """{"AccessToken":"x"}""";
    private readonly TestService _service = fixture.Service;

    [Theory]
    [InlineData("AWSCognitoIdentityProviderService.NoSuchThing")]
    [InlineData("SomebodyElse.GetUser")]
    [InlineData("GetUser")]
    [InlineData("")]
    public async Task An_unknown_target_is_refused_without_a_text(string target)
    {
        using var answer = await Post("{}", target);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("""{"__type":"UnknownOperationException"}""", await Text(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{} {}")]
    [InlineData("""{"AccessToken":"x","AccessToken":"y"}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"AccessToken":7}""")]
    [InlineData("""{"AccessToken":{}}""")]
    public async Task What_is_not_the_operations_JSON_is_refused_as_such(string body)
    {
        using var answer = await Post(body, Prefix + "GetUser");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("SerializationException", JsonElement.Parse(await Text(answer)).GetProperty("__type").GetString());
    }

    // S-34.
    [Theory]
    [InlineData(60, "NotAuthorizedException")]
    [InlineData(65, "SerializationException")]
    [InlineData(100_000, "SerializationException")]
    public async Task Nesting_is_bounded_even_where_members_are_ignored(int depth, string type)
    {
        var nested = new StringBuilder("""{"AccessToken":"x","Unknown":""").Append('[', depth).Append(']', depth).Append('}').ToString();
        using var answer = await Post(nested, Prefix + "GetUser");

        Assert.Equal(type, JsonElement.Parse(await Text(answer)).GetProperty("__type").GetString());
    }

    // S-34.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_a_megabyte_is_refused(bool chunked)
    {
        using var message = Message(new string(' ', (1024 * 1024) + 1) + GetUser, Prefix + "GetUser");
        message.Headers.TransferEncodingChunked = chunked;
        using var answer = await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("RequestEntityTooLargeException", JsonElement.Parse(await Text(answer)).GetProperty("__type").GetString());
    }

    [Fact]
    public async Task Unknown_members_and_nulls_are_as_good_as_absent()
    {
        using var answer = await Post("""{"AccessToken":"x","Unknown":[1,{"a":null}],"Other":null}""", Prefix + "GetUser");

        Assert.Contains("Invalid Access Token", await Text(answer), StringComparison.Ordinal);
    }

    // Clients with a configured endpoint add its path.
    [Theory]
    [InlineData("/")]
    [InlineData("/prefix")]
    [InlineData("/a/b/c/")]
    [InlineData("/health/live")]
    public async Task The_header_routes_not_the_path(string path)
    {
        using var answer = await Post(GetUser, Prefix + "GetUser", path);

        Assert.Contains("Invalid Access Token", await Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_an_id_of_its_own_and_the_type()
    {
        using var first = await Post(GetUser, Prefix + "GetUser");
        using var second = await Post("{", Prefix + "GetUser");

        var ids = new[] { first, second }.Select(a => a.Headers.GetValues("x-amzn-RequestId").Single()).ToList();
        Assert.All(ids, id => Assert.True(Guid.TryParse(id, out _)));
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal("application/x-amz-json-1.1", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("NotAuthorizedException:", first.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal("Invalid Access Token", first.Headers.GetValues("x-amzn-ErrorMessage").Single());
    }

    [Fact]
    public async Task Any_origin_may_read_answers_and_refusals()
    {
        foreach (var body in new[] { GetUser, "{" })
        {
            using var answer = await Post(body, Prefix + "GetUser");
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date", answer.Headers.GetValues("Access-Control-Expose-Headers").Single());
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials")); // N-19.
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/prefix/")]
    public async Task A_preflight_is_granted(string path)
    {
        const string asked = "content-type,x-amz-target,x-amz-user-agent,cache-control,amz-sdk-invocation-id,amz-sdk-request";
        using var message = new HttpRequestMessage(HttpMethod.Options, path);
        message.Headers.Add("Origin", "https://app.example.com");
        message.Headers.Add("Access-Control-Request-Method", "POST");
        message.Headers.Add("Access-Control-Request-Headers", asked);

        using var answer = await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await Text(answer));
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(asked, answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Contains("POST", answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal("172800", answer.Headers.GetValues("Access-Control-Max-Age").Single());
    }

    [Fact]
    public async Task What_has_no_output_is_answered_with_no_bytes_and_what_has_no_members_with_two()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var request = new { UserPoolId = pool.PoolId, Username = "jane" };

        Assert.Equal("{}", (await _service.Aws.Try("AdminUserGlobalSignOut", request)).Body);
        Assert.Equal("", (await _service.Aws.Try("AdminDeleteUser", request)).Body);
    }

    // Cognito, observed: where no signature is asked for, one is ignored whatever it is.
    [Theory]
    [InlineData("garbage")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00")]
    public async Task A_signature_is_ignored_where_none_is_asked_for(string authorization)
    {
        using var message = Message(GetUser, Prefix + "GetUser");
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Contains("Invalid Access Token", await Text(answer), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(string body, string target, string path = "/")
    {
        using var message = Message(body, target, path);
        return await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);
    }

    internal static HttpRequestMessage Message(string body, string target, string path = "/")
    {
        var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        return message;
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
