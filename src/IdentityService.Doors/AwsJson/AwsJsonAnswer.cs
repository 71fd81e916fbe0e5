using System.Text.Json;
using IdentityService.Operations;
using IdentityService.Wire;
using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.AwsJson;

/// <summary>Turns answers and refusals into bytes, the only place that does.</summary>
internal static class AwsJsonAnswer
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>A response as JSON; <see cref="Nothing"/> as no bytes at all.</summary>
    public static Task Write(HttpContext http, object answer) =>
        Send(http, StatusCodes.Status200OK, answer is Nothing ? [] : JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), WireJson.Answers));

    /// <summary>
    /// A refusal: 400, but 500 for a fault of ours. Both headers and body name the error, since clients read either; the type in the
    /// header ends with a colon (Cognito: observed).
    /// </summary>
    public static Task Write(HttpContext http, CognitoError error)
    {
        http.Response.Headers["x-amzn-ErrorType"] = error.Type + ":";
        if (error.WireMessage is { } message)
            http.Response.Headers["x-amzn-ErrorMessage"] = HeaderText(message);

        if (error.Type == "TooManyRequestsException")
            http.Response.Headers.RetryAfter = "1";

        // The rest of the body is not read; nobody should send another request behind it.
        if (error.Type == RequestBody.TooLargeType)
            http.Response.Headers.Connection = "close";

        // Cognito, observed: the refusals of IAM spell the member with a capital letter.
        var json = error.Type == "AccessDeniedException"
            ? JsonSerializer.SerializeToUtf8Bytes(new { __type = error.Type, Message = error.WireMessage }, WireJson.Answers)
            : JsonSerializer.SerializeToUtf8Bytes(new { __type = error.Type, message = error.WireMessage }, WireJson.Answers);
        return Send(http, error.Type == "InternalErrorException" ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest, json);
    }

    private static async Task Send(HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    // Headers carry printable ASCII only; the body has the text as it is.
    private static string HeaderText(string message) =>
        string.Create(Math.Min(message.Length, 1024), message, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = from[i] is >= ' ' and <= '~' ? from[i] : ' ';
        });
}
