using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using IdentityService.Doors.Inbox;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.TestHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdentityService.Doors.Tests.Inbox;

/// <summary>UX-F5, over real Kestrel, from the outbox to the page.</summary>
public sealed class InboxPageTests : IAsyncLifetime
{
    private const string PoolId = "eu-west-1_abcdefghi";
    private TestDatabase _database = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var server = await TestPostgres.Shared;
        _database = await server.Clone();
        var source = DirectoryDataSource.Create(_database.ConnectionString);
        await Migrator.Migrate(source, CancellationToken.None);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_ => source);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new Envelope(new DataKeys([new DataKey(1, RandomNumberGenerator.GetBytes(32))])));
        builder.Services.AddPooledDbContextFactory<DirectoryDb>(o => DirectoryDataSource.Configure(o, source));
        builder.Services.AddDbContextPool<DirectoryDb>(o => DirectoryDataSource.Configure(o, source));
        builder.Services.AddMessages(new MailOptions(), developmentInbox: true);
        _app = builder.Build();
        _app.MapInbox();
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task The_list_has_a_message_as_soon_as_its_request_was_answered()
    {
        await Save(Invitation("ann@example.com"));
        await Save(new MessageTemplate(null, MessageTemplates.AuthenticationBody).Fill(PoolId, MessageChannel.Sms, "+441234567890", null, "012345"));

        using var all = await List("/dev/inbox.json");
        Assert.Equal(2, all.RootElement.GetArrayLength());
        var sms = all.RootElement[0];
        Assert.Equal("recipient channel subject body code sentAt poolId", string.Join(' ', sms.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(("+441234567890", "SMS", "Your authentication code is 012345. ", "012345", PoolId),
            (Text(sms, "recipient"), Text(sms, "channel"), Text(sms, "body"), Text(sms, "code"), Text(sms, "poolId")));
        Assert.Equal(JsonValueKind.Null, sms.GetProperty("subject").ValueKind);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Text(sms, "sentAt"));

        using var one = await List("/dev/inbox.json?recipient=%2B441234567890");
        Assert.Equal(1, one.RootElement.GetArrayLength());
        using var none = await List("/dev/inbox.json?recipient=nobody");
        Assert.Equal(0, none.RootElement.GetArrayLength());
    }

    /// <summary>S-28: what users and templates say is text here.</summary>
    [Fact]
    public async Task The_page_shows_everything_as_text()
    {
        await Save(Invitation("\"<b>\"@example.com") with { Subject = "<script>1</script>", Body = "<img src=x onerror=alert(1)>", Code = "\"><i>" });
        var page = await Get("/dev/inbox");
        Assert.Contains("&lt;script&gt;1&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        foreach (var raw in new[] { "<script>1", "<img", "<b>", "<i>" })
            Assert.DoesNotContain(raw, page, StringComparison.Ordinal);

        var filtered = await Get("/dev/inbox?recipient=%22%3E%3Ci%3E");
        Assert.Contains("Nothing for this recipient", filtered, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", filtered, StringComparison.Ordinal);
    }

    /// <summary>An e-mail's HTML reads as a person would see it, and its source stands beside it.</summary>
    [Fact]
    public async Task Html_mail_is_shown_as_it_reads()
    {
        await Save(Invitation("ann@example.com") with { Body = "<style>p{}</style><p>Fish &amp; chips,</p>\n<p>1 &lt; 2<br>bye</p>" });
        var page = await Get("/dev/inbox");
        Assert.Contains("<pre dir=\"auto\">Fish &amp; chips,\n\n1 &lt; 2\nbye</pre>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;p&gt;Fish &amp;amp; chips,&lt;/p&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/inbox", "text/html; charset=utf-8")]
    [InlineData("/dev/inbox.json", "application/json; charset=utf-8")]
    public async Task Both_are_kept_from_caches_frames_and_foreign_content(string path, string type)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    private static Message Invitation(string recipient) =>
        new MessageTemplate(MessageTemplates.InvitationSubject, MessageTemplates.InvitationBody)
            .Fill(PoolId, MessageChannel.Email, recipient, "ann", "Xy7!pq<2");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task Save(Message message)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Outbox>().Add(message);
        await scope.ServiceProvider.GetRequiredService<DirectoryDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonDocument> List(string path) => JsonDocument.Parse(await Get(path));

    private async Task<string> Get(string path) =>
        await _http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
