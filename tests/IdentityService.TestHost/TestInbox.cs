using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace IdentityService.TestHost;

/// <summary>What the development inbox shows. Delivery is asynchronous, so reading waits a bounded while.</summary>
public sealed class TestInbox(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The code (or temporary password) of the newest message to a recipient, once at least <paramref name="messages"/> came.</summary>
    public async Task<string> Code(string recipient, int messages = 1) => (await Messages(recipient, messages))[0].GetProperty("code").GetString()!;

    /// <summary>Messages to a recipient, newest first, once at least <paramref name="least"/> came.</summary>
    public async Task<IReadOnlyList<JsonElement>> Messages(string recipient, int least = 1)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var list = (await http.GetFromJsonAsync<JsonElement[]>($"/dev/inbox.json?recipient={Uri.EscapeDataString(recipient)}"))!;
            if (list.Length >= least)
                return list;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Only {list.Length} of {least} messages to {recipient} came.");
            await Task.Delay(25);
        }
    }
}
