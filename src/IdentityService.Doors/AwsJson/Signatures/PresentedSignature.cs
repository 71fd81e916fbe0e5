using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>What a request presents as its proof, read but not yet believed.</summary>
/// <param name="Scope">Whose key, for which day, region and service.</param>
/// <param name="SignedHeaders">Lower case, sorted, each once.</param>
/// <param name="Signature">As sent.</param>
/// <param name="Time">When it was signed.</param>
/// <param name="IsPresigned">Whether it stands in the query rather than in the Authorization header.</param>
internal sealed record PresentedSignature(
    CredentialScope Scope, IReadOnlyList<string> SignedHeaders, string Signature, SignatureTime Time, bool IsPresigned)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string Target = "X-Amz-Target";

    public static PresentedSignature Read(IHeaderDictionary headers, RawQuery query)
    {
        var authorization = headers.Authorization;
        var isPresigned = query.Contains(PresignedQuery.AlgorithmName);
        if (authorization.Count > 1)
            throw SignatureRefusals.Repeated("Authorization");
        if (string.IsNullOrWhiteSpace(authorization))
            return isPresigned ? PresignedQuery.Read(query) : throw SignatureRefusals.MissingAuthenticationToken();
        if (isPresigned)
            throw SignatureRefusals.TwoForms();
        return AuthorizationHeader.Read(authorization.ToString(), headers);
    }

    /// <summary>The signature must speak of this server and, where given, of this operation: else it could be replayed to another (S-20).</summary>
    public void MustCover(IHeaderDictionary headers)
    {
        if (!SignedHeaders.Contains("host", StringComparer.Ordinal))
            throw SignatureRefusals.MustBeSigned("Host' or ':authority");
        if (headers.ContainsKey(Target) && !SignedHeaders.Contains("x-amz-target", StringComparer.Ordinal))
            throw SignatureRefusals.MustBeSigned(Target);
    }

    public static IReadOnlyList<string> ReadSignedHeaders(string list)
    {
        var names = list.ToLowerInvariant().Split(';');
        if (names.Any(name => name.Length == 0 || name.AsSpan().ContainsAnyExcept(HeaderNameCharacters)))
            throw SignatureRefusals.SignedHeadersMalformed();
        Array.Sort(names, StringComparer.Ordinal);
        for (var i = 1; i < names.Length; i++)
        {
            if (string.Equals(names[i], names[i - 1], StringComparison.Ordinal))
                throw SignatureRefusals.Repeated(names[i]);
        }
        return names;
    }

    // RFC 9110 5.6.2, token.
    private static readonly System.Buffers.SearchValues<char> HeaderNameCharacters =
        System.Buffers.SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");
}
