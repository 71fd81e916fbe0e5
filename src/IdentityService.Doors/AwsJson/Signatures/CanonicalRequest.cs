using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>The request in the one form both sides can compute. Source: AWS Signature Version 4, "Create a canonical request".</summary>
internal static class CanonicalRequest
{
    private const string ContentHashName = "X-Amz-Content-SHA256";
    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n', '\v', '\f'];

    // Headers with one meaning only: a second value would be signed by one reading and used by another (S-02).
    private static readonly string[] SingleHeaders = ["Host", "X-Amz-Date", "X-Amz-Target", ContentHashName];

    public static string StringToSign(HttpRequest request, RequestTarget target, ReadOnlySpan<byte> body, PresentedSignature presented)
    {
        var contentHash = HexHash(body);
        MustBeSingle(request.Headers);
        // Always computed, never believed: this is also what refuses UNSIGNED-PAYLOAD and STREAMING-*.
        if (request.Headers.TryGetValue(ContentHashName, out var claimed) && claimed != contentHash)
            throw SignatureRefusals.ContentHashMismatch();

        var text = new StringBuilder(512)
            .Append(request.Method).Append('\n')
            .Append(target.CanonicalPath()).Append('\n')
            .Append(target.Query.Canonical(presented.IsPresigned)).Append('\n');
        foreach (var name in presented.SignedHeaders)
            text.Append(name).Append(':').Append(Value(request.Headers, name)).Append('\n');
        text.Append('\n').AppendJoin(';', presented.SignedHeaders).Append('\n').Append(contentHash);

        var hash = HexHash(Encoding.UTF8.GetBytes(text.ToString()));
        return $"{PresentedSignature.Algorithm}\n{presented.Time.Text}\n{presented.Scope}\n{hash}";
    }

    private static void MustBeSingle(IHeaderDictionary headers)
    {
        foreach (var name in SingleHeaders)
        {
            if (headers.TryGetValue(name, out var values) && values.Count > 1)
                throw SignatureRefusals.Repeated(name);
        }
    }

    // A header that was signed but did not arrive was lost or taken away.
    private static string Value(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values)
            ? string.Join(',', ((IEnumerable<string?>)values).Select(Collapsed))
            : throw SignatureRefusals.Mismatch();

    private static string Collapsed(string? value) =>
        string.Join(' ', (value ?? "").Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries));

    private static string HexHash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
