using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdentityService.Doors.Inbox;

/// <summary>The development inbox: every e-mail and SMS that would have left. To be mapped in Development only (UX-F5).</summary>
public static class InboxEndpoints
{
    private const string JsonPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>What <c>/dev/inbox.json</c> lists, newest first. <c>sentAt</c> is ISO 8601 in UTC with milliseconds.</summary>
    private sealed record Entry(string Recipient, string Channel, string? Subject, string Body, string? Code, string SentAt, string PoolId);

    /// <summary><c>GET /dev/inbox</c> (a page) and <c>GET /dev/inbox.json</c>; both take <c>?recipient=</c>, compared exactly.</summary>
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/inbox", Page);
        routes.MapGet("/dev/inbox.json", Json);
    }

    private static async Task<IResult> Page(HttpContext http, Engine.Messages.Inbox inbox, TimeProvider clock, string? recipient)
    {
        Protect(http.Response.Headers, InboxPage.Policy);
        await inbox.Settle(http.RequestAborted);
        var messages = await inbox.Newest(recipient, http.RequestAborted);
        return TypedResults.Content(InboxPage.Render(messages, recipient, clock.GetUtcNow()), "text/html; charset=utf-8");
    }

    private static async Task<IResult> Json(HttpContext http, Engine.Messages.Inbox inbox, string? recipient)
    {
        Protect(http.Response.Headers, JsonPolicy);
        await inbox.Settle(http.RequestAborted);
        var messages = await inbox.Newest(recipient, http.RequestAborted);
        return TypedResults.Json(messages.Select(m => new Entry(
            m.Message.Recipient, m.Message.Channel.ToString().ToUpperInvariant(), m.Message.Subject, m.Message.Body, m.Message.Code,
            m.SentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), m.Message.PoolId)));
    }

    private static void Protect(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
