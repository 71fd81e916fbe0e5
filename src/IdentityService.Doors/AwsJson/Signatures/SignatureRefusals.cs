using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdentityService.Wire;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>
/// Every refusal of a signature. Types: Cognito, observed. Texts: AWS JSON services, observed, unless their line says otherwise.
/// </summary>
internal static class SignatureRefusals
{
    private const int LongestEcho = 128;

    // Nobody signed, or the signature cannot be read.
    public static CognitoError MissingAuthenticationToken() =>
        new("MissingAuthenticationTokenException", "Missing Authentication Token");
    public static CognitoError HeaderLacks(IEnumerable<string> needs, string header) =>
        Incomplete($"{Sentences(needs.Select(need => $"Authorization header requires {need}."))} "
            + $"(Hashed with SHA-256 and encoded with Base64) Authorization={Hashed(header)}");
    public static CognitoError NotAKeyValuePair(string header) => Incomplete(
        "Invalid key=value pair (missing equal-sign) in Authorization header "
        + $"(hashed with SHA-256 and encoded with Base64): '{Hashed(header)}'.");
    public static CognitoError QueryLacks(IEnumerable<string> names) =>
        Incomplete($"{Sentences(names.Select(name => $"AWS query-string parameters must include '{name}'."))} "
            + "Re-examine the query-string parameters.");
    public static CognitoError UnsupportedAlgorithm(string algorithm) =>
        Incomplete($"Unsupported AWS 'algorithm': '{Shown(algorithm)}' (only AWS4-HMAC-SHA256 for now). ");
    public static CognitoError CredentialMalformed(string credential) => Incomplete(
        $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{Shown(credential)}'");
    public static CognitoError DateMalformed(string date) =>
        Incomplete($"Date must be in ISO-8601 'basic format'. Got '{Shown(date)}'. See http://en.wikipedia.org/wiki/ISO_8601");

    // Our own words: AWS was not seen to name these (S-02).
    public static CognitoError Repeated(string name) => Incomplete($"'{Shown(name)}' must be given only once.");
    public static CognitoError TooLong(string what) => Incomplete($"{what} is too long.");
    public static CognitoError ExpiresOutOfRange() => Incomplete("X-Amz-Expires must be between 1 and 604800 seconds.");
    public static CognitoError SignedHeadersMalformed() => Incomplete("SignedHeaders is malformed.");

    // Readable, but not a proof.
    public static CognitoError UnrecognizedClient() =>
        new("UnrecognizedClientException", "The security token included in the request is invalid.");
    public static CognitoError Mismatch() => Invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and "
        + "signing method. Consult the service documentation for details.");
    public static CognitoError TwoForms() => Invalid(
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    public static CognitoError MustBeSigned(string header) => Invalid($"'{header}' must be a 'SignedHeader' in the AWS Authorization.");
    public static CognitoError WrongScope(IEnumerable<string> faults) => Invalid(Sentences(faults));
    public static CognitoError Expired(DateTimeOffset signed, DateTimeOffset now, TimeSpan tolerance) => Invalid(
        $"Signature expired: {Basic(signed)} is now earlier than {Basic(now - tolerance)} ({Basic(now)} - {Minutes(tolerance)} min.)");
    public static CognitoError PresignedExpired(DateTimeOffset end, DateTimeOffset now) => Invalid(
        $"Signature expired: {Basic(end)} is now earlier than {Basic(now)}");
    public static CognitoError NotYetCurrent(DateTimeOffset signed, DateTimeOffset now, TimeSpan tolerance) => Invalid(
        $"Signature not yet current: {Basic(signed)} is still later than {Basic(now + tolerance)} ({Basic(now)} + {Minutes(tolerance)} min.)");
    public static CognitoError ContentHashMismatch() =>
        Invalid("The provided 'x-amz-content-sha256' header does not match what was computed.");

    /// <summary>Foreign text fit for a message that is also sent as a response header: bounded, printable ASCII.</summary>
    public static string Shown(string foreign) => string.Create(Math.Min(foreign.Length, LongestEcho), foreign, static (shown, text) =>
    {
        for (var i = 0; i < shown.Length; i++)
            shown[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
    });

    private static CognitoError Incomplete(string message) => new("IncompleteSignatureException", message);

    private static CognitoError Invalid(string message) => new("InvalidSignatureException", message);

    // The header may hold somebody's bearer token: only its hash is echoed (S-29), as AWS does.
    private static string Hashed(string header) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(header)));

    private static string Sentences(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string Basic(DateTimeOffset time) => time.UtcDateTime.ToString(SignatureTime.Format, CultureInfo.InvariantCulture);

    private static string Minutes(TimeSpan tolerance) => ((int)tolerance.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}
