using System.Text;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>
/// The query as it was received, decoded once. A plus is a space, as every reader of the query behind this door takes it; so what
/// was signed is what is read.
/// </summary>
internal sealed class RawQuery
{
    private readonly List<(string Name, string Value)> _encoded = [];
    private readonly Dictionary<string, string> _amazons = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="text">Without its question mark; may be empty.</param>
    public RawQuery(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;
            var equalSign = pair.IndexOf('=');
            var name = UriText.Decode(equalSign < 0 ? pair : pair[..equalSign]);
            var value = UriText.Decode(equalSign < 0 ? default : pair[(equalSign + 1)..]);
            _encoded.Add((UriText.Encode(name), UriText.Encode(value)));
            Remember(Encoding.UTF8.GetString(name), value);
        }
    }

    public bool Contains(string name) => Value(name) is not null;

    /// <summary>The decoded value of an X-Amz-* parameter, whatever its case; null if it was not sent.</summary>
    public string? Value(string name) => _amazons.GetValueOrDefault(name);

    /// <summary>Sorted by encoded name, then by encoded value; without the signature itself if that is where it stands.</summary>
    public string Canonical(bool isPresigned)
    {
        var pairs = _encoded.Where(pair => !isPresigned || pair.Name is not PresignedQuery.SignatureName)
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    // Two of a kind could mean one thing here and another to the next reader (S-02).
    private void Remember(string name, byte[] value)
    {
        if (name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) && !_amazons.TryAdd(name, Encoding.UTF8.GetString(value)))
            throw SignatureRefusals.Repeated(name);
    }
}
