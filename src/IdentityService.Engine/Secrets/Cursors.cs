using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace IdentityService.Engine.Secrets;

/// <summary>Pagination tokens: sealed, bound to the operation, the pool and what was asked, good for an hour (S-27).</summary>
public sealed class Cursors(Envelope envelope, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private sealed record Content(string Position, long Expires);

    /// <summary>A token for the page after <paramref name="position"/>; base64url.</summary>
    public string Make(Binding listing, string position)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(position, clock.GetUtcNow().Add(Life).ToUnixTimeSeconds()));
        return Base64Url.EncodeToString(envelope.Seal(Of(listing), content));
    }

    /// <summary>The position a token stands for; null when it is not a token of this listing or has expired.</summary>
    public string? Read(Binding listing, string token)
    {
        var bytes = Encoding.UTF8.GetBytes(token);
        if (!Base64Url.IsValid(bytes) || envelope.TryOpen(Of(listing), Base64Url.DecodeFromUtf8(bytes)) is not { } plain)
            return null;
        var content = JsonSerializer.Deserialize<Content>(plain)!;
        return content.Expires > clock.GetUtcNow().ToUnixTimeSeconds() ? content.Position : null;
    }

    private static Binding Of(Binding listing) => Binding.To("cursor", listing.Text);
}
