using System.Net;
using System.Text.Json;

namespace IdentityService.TestHost;

/// <summary>An answer of the AwsJson door. The error's type and message are those of the body, proven equal to those of the headers.</summary>
public sealed record AwsAnswer(HttpStatusCode Status, string Body, string? ErrorType, string? ErrorMessage)
{
    /// <summary>The body; an empty object when there are no bytes.</summary>
    public JsonElement Json => JsonElement.Parse(Body.Length == 0 ? "{}" : Body);

    internal static async Task<AwsAnswer> Read(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
            return new AwsAnswer(answer.StatusCode, body, null, null);

        var json = JsonElement.Parse(body);
        var type = json.GetProperty("__type").GetString()!;
        var message = json.TryGetProperty("message", out var text) || json.TryGetProperty("Message", out text) ? text.GetString() : null;
        if (answer.Headers.GetValues("x-amzn-ErrorType").Single() != type + ":")
            throw new InvalidOperationException($"The header names another error than the body: {body}");
        return new AwsAnswer(answer.StatusCode, body, type, message);
    }
}
