using IdentityService.Doors.AwsJson.Signatures;
using IdentityService.Engine.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityService.Doors.AwsJson;

/// <summary>Where AWS JSON requests come in.</summary>
public static class AwsJsonEndpoints
{
    private const string ExposedHeaders = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

    public static IServiceCollection AddAwsJson(this IServiceCollection services) =>
        services.AddScoped<AwsJsonDoor>().AddSingleton<SigningKeys>().AddScoped<SignatureVerifier>()
            .AddScoped<FindAccessKey>(all => all.GetRequiredService<AccessKeys>().Find);

    /// <summary>
    /// Takes every POST that carries X-Amz-Target, whatever its path (clients add prefixes), and every preflight that asks for one. No
    /// credentials are involved, so any origin may ask (N-19). Preflight answers as Cognito's.
    /// </summary>
    public static IApplicationBuilder UseAwsJson(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Headers.ContainsKey(AwsJsonDoor.TargetHeader))
        {
            http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.AccessControlExposeHeaders = ExposedHeaders;
            await http.RequestServices.GetRequiredService<AwsJsonDoor>().Answer(http);
        }
        else if (IsPreflight(http.Request))
        {
            AnswerPreflight(http);
        }
        else
        {
            await next(http);
        }
    });

    // Tokens, commas and blanks (RFC 9110 5.6.2); whatever else was sent is not echoed.
    private static bool IsOfAHeaderList(char letter) => char.IsAsciiLetterOrDigit(letter) || "-_., !#$%&'*+^`|~".Contains(letter, StringComparison.Ordinal);

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.AccessControlRequestHeaders.ToString().Contains(AwsJsonDoor.TargetHeader, StringComparison.OrdinalIgnoreCase);

    private static void AnswerPreflight(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowHeaders = string.Concat(http.Request.Headers.AccessControlRequestHeaders.ToString().Where(IsOfAHeaderList));
        headers.AccessControlAllowMethods = "GET, PUT, POST, DELETE, HEAD, OPTIONS";
        headers.AccessControlExposeHeaders = ExposedHeaders;
        headers.AccessControlMaxAge = "172800";
        http.Response.ContentLength = 0;
    }
}
