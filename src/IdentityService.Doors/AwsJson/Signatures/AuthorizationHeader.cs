using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>
/// <c>Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...</c>. As AWS does, commas and white space
/// separate the three alike, in any number, and the three come in any order.
/// </summary>
internal static class AuthorizationHeader
{
    private const int Longest = 8 * 1024;
    private static readonly char[] Separators = [',', ' ', '\t'];

    public static PresentedSignature Read(string header, IHeaderDictionary headers)
    {
        if (header.Length > Longest)
            throw SignatureRefusals.TooLong("Authorization header");

        var words = header.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        // A scheme with one word behind it, such as a bearer token, gets the text of a missing equal sign: AWS, observed.
        var parts = ReadParts(words.AsSpan(Math.Min(1, words.Length)), header);
        var dateName = headers.ContainsKey("X-Amz-Date") ? "X-Amz-Date" : "Date";
        var needs = MissingFrom(parts, headers.ContainsKey(dateName));
        if (needs.Count > 0)
            throw SignatureRefusals.HeaderLacks(needs, header);
        if (words[0] is not PresentedSignature.Algorithm)
            throw SignatureRefusals.UnsupportedAlgorithm(words[0]);

        var signedHeaders = PresentedSignature.ReadSignedHeaders(parts["SignedHeaders"]);
        if (!signedHeaders.Contains(dateName, StringComparer.OrdinalIgnoreCase))
            throw SignatureRefusals.MustBeSigned(dateName);
        return new PresentedSignature(
            CredentialScope.Read(parts["Credential"]),
            signedHeaders,
            parts["Signature"],
            new SignatureTime(ReadDate(dateName, headers), Lifetime: null),
            IsPresigned: false);
    }

    private static Dictionary<string, string> ReadParts(ReadOnlySpan<string> words, string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var equalSign = word.IndexOf('=', StringComparison.Ordinal);
            if (equalSign < 0)
                throw SignatureRefusals.NotAKeyValuePair(header);
            if (!parts.TryAdd(word[..equalSign], word[(equalSign + 1)..]))
                throw SignatureRefusals.Repeated(word[..equalSign]);
        }
        return parts;
    }

    private static List<string> MissingFrom(Dictionary<string, string> parts, bool hasDate)
    {
        var needs = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["Credential", "Signature", "SignedHeaders"])
        {
            if (string.IsNullOrEmpty(parts.GetValueOrDefault(name)))
                needs.Add($"'{name}' parameter");
        }
        if (!hasDate)
            needs.Add("existence of either a 'X-Amz-Date' or a 'Date' header");
        return needs;
    }

    private static DateTimeOffset ReadDate(string name, IHeaderDictionary headers)
    {
        var values = headers[name];
        return values.Count == 1
            ? SignatureTime.Read(values.ToString().Trim(), isHttpDate: name is "Date")
            : throw SignatureRefusals.Repeated(name);
    }
}
