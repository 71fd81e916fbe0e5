using System.Text;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>The target of the request line as received: decoding and encoding again would not give back what was signed.</summary>
/// <param name="Path">Still percent-encoded.</param>
/// <param name="Query">Decoded.</param>
internal sealed record RequestTarget(string Path, RawQuery Query)
{
    private const int Longest = 8 * 1024;

    /// <summary>Origin-form only (RFC 9112 3.2.1): no client that signs sends another to a server.</summary>
    public static RequestTarget Read(string target)
    {
        if (target.Length > Longest)
            throw SignatureRefusals.TooLong("Request target");
        if (!target.StartsWith('/'))
            throw SignatureRefusals.Mismatch();
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0
            ? new RequestTarget(target, new RawQuery(default))
            : new RequestTarget(target[..mark], new RawQuery(target.AsSpan(mark + 1)));
    }

    /// <summary>
    /// Dot segments resolved (RFC 3986 5.2.4), empty segments dropped, each segment encoded once more: all AWS services but S3.
    /// </summary>
    public string CanonicalPath()
    {
        var segments = new List<string>();
        foreach (var segment in Path.Split('/'))
        {
            if (segment is "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (segment is not ("" or "."))
                segments.Add(UriText.Encode(Encoding.UTF8.GetBytes(segment)));
        }
        var end = Path.EndsWith('/') && segments.Count > 0 ? "/" : "";
        return $"/{string.Join('/', segments)}{end}";
    }
}
