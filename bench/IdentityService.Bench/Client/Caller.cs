using System.Net.Http.Headers;
using System.Text.Json;

namespace IdentityService.Bench.Client;

/// <summary>Calls one server.</summary>
internal sealed class Caller(Http http, string address)
{
    public async Task Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address + path);
        await http.Send(request);
    }

    public async Task Post(string path, object body)
    {
        using var request = Json(path, JsonSerializer.SerializeToUtf8Bytes(body));
        await http.Send(request);
    }

    /// <summary>An operation of cognito-idp.</summary>
    /// <param name="sign">Adds a signature over the body, for administrators' operations.</param>
    public async Task<JsonElement> Operation(string name, object body, Action<HttpRequestMessage, byte[]>? sign = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        using var request = Json("/", bytes);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{name}");
        sign?.Invoke(request, bytes);
        return JsonElement.Parse(await http.Send(request));
    }

    private HttpRequestMessage Json(string path, byte[] body) => new(HttpMethod.Post, address + path)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };
}
