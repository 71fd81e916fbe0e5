using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdentityService.Engine.Messages;

namespace IdentityService.Doors.Inbox;

/// <summary>The inbox as one self-contained page. Works without script; with it, codes have a copy button.</summary>
internal static class InboxPage
{
    /// <summary>Allows exactly the style and the script of this page, by their hashes.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src '{Hash(InboxStyle.Css)}'; script-src '{Hash(InboxStyle.Script)}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static string Render(IReadOnlyList<ReceivedMessage> messages, string? recipient, DateTimeOffset now)
    {
        var articles = string.Concat(messages.Select(m => Article(m, now)));
        return $"""
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Development inbox</title>
            <style>{InboxStyle.Css}</style>
            </head>
            <body>
            <main>
            <header>
            <h1>Inbox</h1>
            <p>Development only. These messages would have left by e-mail or SMS.</p>
            </header>
            {Filter(recipient)}
            {(messages.Count == 0 ? Empty(recipient) : articles)}
            </main>
            <script type="module">{InboxStyle.Script}</script>
            </body>
            </html>

            """;
    }

    private static string Filter(string? recipient) => $"""
        <form action="inbox" method="get" role="search">
        <label for="recipient">Recipient</label>
        <div class="row">
        <input id="recipient" name="recipient" value="{Encode(recipient)}" placeholder="All recipients" dir="ltr"
         autocomplete="off" autocapitalize="none" spellcheck="false">
        <button type="submit">Show</button>
        {(string.IsNullOrEmpty(recipient) ? "" : """<a class="button" href="inbox">Show all</a>""")}
        </div>
        </form>
        """;

    private static string Empty(string? recipient) => string.IsNullOrEmpty(recipient)
        ? """
          <section class="empty"><h2>No messages yet</h2>
          <p>Sign up, ask for a code or invite a user, then <a href="inbox">look again</a>.</p></section>
          """
        : $"""
          <section class="empty"><h2>Nothing for this recipient</h2>
          <p>No message to <bdi dir="ltr">{Encode(recipient)}</bdi>. The address must match exactly.</p></section>
          """;

    private static string Article(ReceivedMessage received, DateTimeOffset now)
    {
        var message = received.Message;
        var sent = received.SentAt.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <article>
            <div class="meta">
            <span class="channel">{(message.Channel == MessageChannel.Sms ? "SMS" : "E-mail")}</span>
            <a class="to" href="inbox?recipient={Uri.EscapeDataString(message.Recipient)}"><bdi dir="ltr">{Encode(message.Recipient)}</bdi></a>
            <time datetime="{sent:yyyy-MM-ddTHH:mm:ssZ}" title="{sent:yyyy-MM-dd HH:mm:ss} UTC">{Ago(now - received.SentAt)}</time>
            </div>
            {(message.Subject is null ? "" : $"""<h2 dir="auto">{Encode(message.Subject)}</h2>""")}
            {Body(message)}
            {(message.Code is null ? "" : Code(message.Code))}
            <p class="pool">Pool <bdi dir="ltr">{Encode(message.PoolId)}</bdi></p>
            </article>

            """);
    }

    // An e-mail's body is HTML: shown as it reads, with its source behind a disclosure where the two differ.
    private static string Body(Message message)
    {
        var body = message.Body.TrimEnd();
        var text = message.Channel == MessageChannel.Email ? ReadableText.Of(body) : body;
        var source = text == body ? "" : $"<details><summary>Source</summary><pre dir=\"ltr\">{Encode(body)}</pre></details>";
        return $"<pre dir=\"auto\">{Encode(text)}</pre>{source}";
    }

    private static string Code(string code) => $"""
        <div class="code"><code dir="ltr">{Encode(code)}</code>
        <button type="button" data-copy="{Encode(code)}" aria-label="Copy code" hidden>Copy</button></div>
        """;

    private static string Ago(TimeSpan age) => age.TotalSeconds < 45 ? "just now"
        : age.TotalMinutes < 59.5 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, age.TotalMinutes):0} min ago")
        : age.TotalHours < 23.5 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d ago");

    private static string Encode(string? text) => WebUtility.HtmlEncode(text) ?? "";

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
