using System.Text.Json;
using IdentityService.Engine.Secrets;
using IdentityService.TestHost;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson;

/// <summary>Signed operations through the whole service: no signature, no answer (S-20).</summary>
public sealed class SignedOperationTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Body = """{"MaxResults":1}""";
    private readonly TestService _service = fixture.Service;

    public static TheoryData<string> SignedOperations => [.. Operations.Catalogue.UserPools.Where(l => l.Contract.NeedsSigV4).Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(SignedOperations))]
    public async Task Nothing_runs_unsigned(string operation)
    {
        Assert.True(ServiceContract.CognitoIdp.Operations[operation].NeedsSigV4);
        Assert.Equal("MissingAuthenticationTokenException", (await _service.Aws.TryUnsigned(operation, new { })).ErrorType);
    }

    [Fact]
    public async Task A_right_signature_is_taken() => Assert.Null(await Send(AwsClient.Key, TimeSpan.Zero));

    [Theory]
    [InlineData(-301, "InvalidSignatureException")]
    [InlineData(301, "InvalidSignatureException")]
    [InlineData(-290, null)]
    [InlineData(290, null)]
    public async Task It_is_good_for_five_minutes_either_way(int seconds, string? refusal) =>
        Assert.Equal(refusal, await Send(AwsClient.Key, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task A_wrong_secret_or_an_unknown_key_proves_nothing()
    {
        Assert.Equal("InvalidSignatureException", await Send(AwsClient.Key with { Secret = "another-secret-of-forty-characters-00000" }, TimeSpan.Zero));
        Assert.Equal("UnrecognizedClientException", await Send(AwsClient.Key with { Id = "AKIANOBODYNOBODYNOBO" }, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_altered_request_is_not_the_signed_one()
    {
        Assert.Equal("InvalidSignatureException", await Send(AwsClient.Key, TimeSpan.Zero, m => m.Content = Altered(m, """{"MaxResults":2}""")));
        Assert.Equal("InvalidSignatureException", await Send(AwsClient.Key, TimeSpan.Zero, m =>
        {
            m.Headers.Remove("X-Amz-Target");
            m.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.CreateUserPool");
        }));
        Assert.Equal("InvalidSignatureException", await Send(AwsClient.Key, TimeSpan.Zero, m => m.RequestUri = new Uri("/elsewhere", UriKind.Relative)));
        Assert.Equal("IncompleteSignatureException", await Send(AwsClient.Key, TimeSpan.Zero, m =>
        {
            m.Headers.Remove("Authorization");
            m.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 nonsense");
        }));
    }

    private static StringContent Altered(HttpRequestMessage message, string body)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = message.Content!.Headers.ContentType;
        return content;
    }

    private async Task<string?> Send(AccessKey key, TimeSpan ahead, Action<HttpRequestMessage>? alter = null)
    {
        using var message = DoorTests.Message(Body, "AWSCognitoIdentityProviderService.ListUserPools");
        RequestSigner.Sign(message, _service.Address, Body, key, "us-east-1", _service.Clock.GetUtcNow() + ahead);
        alter?.Invoke(message);
        using var answer = await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.TryGetProperty("__type", out var type) ? type.GetString() : null;
    }
}
