using System.Globalization;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>When a request was signed, and whether that is now. Source: AWS Signature Version 4; S-20.</summary>
/// <param name="Signed">To the second, UTC.</param>
/// <param name="Lifetime">1 second to 7 days for a pre-signed request; null for one signed in its header.</param>
internal sealed record SignatureTime(DateTimeOffset Signed, TimeSpan? Lifetime)
{
    public const string Format = "yyyyMMdd'T'HHmmss'Z'";

    private const string DayFormat = "yyyyMMdd";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public string Text => Signed.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public string Day => Signed.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture);

    // RFC 9110 5.6.7, and RFC 5322 3.3 as botocore writes it.
    private static readonly string[] HttpFormats = ["r", "ddd, dd MMM yyyy HH:mm:ss '-0000'"];

    /// <summary>ISO 8601 basic form; in the Date header also the forms a Date header has.</summary>
    public static DateTimeOffset Read(string text, bool isHttpDate)
    {
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, universal, out var time))
            return time;
        if (isHttpDate && DateTimeOffset.TryParseExact(text, HttpFormats, CultureInfo.InvariantCulture, universal, out time))
            return time;
        throw SignatureRefusals.DateMalformed(text);
    }

    // The future is refused first, so that adding a lifetime cannot run past the end of the calendar.
    public void MustBeCurrent(DateTimeOffset now)
    {
        if (Signed > now + Tolerance)
            throw SignatureRefusals.NotYetCurrent(Signed, now, Tolerance);
        if (Lifetime is { } lifetime)
        {
            if (now > Signed + lifetime)
                throw SignatureRefusals.PresignedExpired(Signed + lifetime, now);
        }
        else if (Signed < now - Tolerance)
        {
            throw SignatureRefusals.Expired(Signed, now, Tolerance);
        }
    }
}
