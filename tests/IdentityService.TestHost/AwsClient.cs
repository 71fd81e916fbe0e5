using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityService.Engine.Secrets;
using IdentityService.Wire.Contracts;

namespace IdentityService.TestHost;

/// <summary>Calls operations as an SDK does: POST, X-Amz-Target, JSON, and a signature where the contract asks for one.</summary>
public sealed class AwsClient(HttpClient http, TimeProvider clock)
{
    /// <summary>The administrator's access key of all test services.</summary>
    public static AccessKey Key { get; } = new("AKIATESTTESTTESTTEST", "test-secret-of-forty-characters-00000000", "tests", Enabled: true);

    /// <summary>Calls and expects success.</summary>
    public async Task<JsonElement> Call(string operation, object request)
    {
        var answer = await Try(operation, request);
        return answer.ErrorType is null ? answer.Json : throw new InvalidOperationException($"{operation}: {answer.ErrorType}: {answer.ErrorMessage}");
    }

    /// <summary>Calls and takes whatever comes.</summary>
    /// <param name="request">Anything that serialises to a JSON object; members are written as named.</param>
    /// <param name="region">The region of the signature's scope.</param>
    public Task<AwsAnswer> Try(string operation, object request, string region = "us-east-1") =>
        Send(operation, request as string ?? (request as JsonNode)?.ToJsonString() ?? JsonSerializer.Serialize(request), sign: true, region);

    /// <summary>Calls without a signature, whatever the contract asks for.</summary>
    public Task<AwsAnswer> TryUnsigned(string operation, object request) =>
        Send(operation, request as string ?? JsonSerializer.Serialize(request), sign: false, region: "us-east-1");

    private async Task<AwsAnswer> Send(string operation, string json, bool sign, string region)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(json) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        message.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        if (sign && ServiceContract.CognitoIdp.Operations.TryGetValue(operation, out var contract) && contract.NeedsSigV4)
            RequestSigner.Sign(message, http.BaseAddress!, json, Key, region, clock.GetUtcNow());

        using var answer = await http.SendAsync(message);
        return await AwsAnswer.Read(answer);
    }
}
