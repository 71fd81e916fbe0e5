using System.Globalization;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>The pre-signed form: the signature stands in the query, with a lifetime of its own of at most seven days.</summary>
internal static class PresignedQuery
{
    public const string AlgorithmName = "X-Amz-Algorithm";
    public const string SignatureName = "X-Amz-Signature";
    public const string SecurityTokenName = "X-Amz-Security-Token";

    private const int LongestLifetimeSeconds = 7 * 24 * 60 * 60;

    // AWS's order of complaint; the lifetime is ours to demand, since without it a request would never end.
    private static readonly string[] Needed =
        [AlgorithmName, "X-Amz-Credential", SignatureName, "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"];

    public static PresentedSignature Read(RawQuery query)
    {
        var missing = Needed.Where(name => string.IsNullOrEmpty(query.Value(name))).ToList();
        if (missing.Count > 0)
            throw SignatureRefusals.QueryLacks(missing);
        if (query.Value(AlgorithmName) is { } algorithm and not PresentedSignature.Algorithm)
            throw SignatureRefusals.UnsupportedAlgorithm(algorithm);

        return new PresentedSignature(
            CredentialScope.Read(query.Value("X-Amz-Credential")!),
            PresentedSignature.ReadSignedHeaders(query.Value("X-Amz-SignedHeaders")!),
            query.Value(SignatureName)!,
            new SignatureTime(SignatureTime.Read(query.Value("X-Amz-Date")!, isHttpDate: false), ReadLifetime(query.Value("X-Amz-Expires")!)),
            IsPresigned: true);
    }

    private static TimeSpan ReadLifetime(string seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LongestLifetimeSeconds
            ? TimeSpan.FromSeconds(number)
            : throw SignatureRefusals.ExpiresOutOfRange();
}
