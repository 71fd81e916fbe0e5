using System.Globalization;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// <c>TIMESTAMP</c> of a password claim: <c>Mon Mar 2 09:05:07 UTC 2026</c>, English whatever the server's culture, day without leading zero.
/// Cognito (observed) refuses a padded day and a wrong weekday.
/// </summary>
public static class SrpTimestamp
{
    /// <summary>How far a client's clock may be off, either way.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string Format = "ddd MMM d HH:mm:ss 'UTC' yyyy";

    public static bool TryParse(string? text, out DateTimeOffset moment)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

        // The parser lets a padded day and any letter case through; printing what it read does not.
        if (DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, utc, out moment)
            && string.Equals(moment.ToString(Format, CultureInfo.InvariantCulture), text, StringComparison.Ordinal))
            return true;

        moment = default;
        return false;
    }

    /// <summary>True up to exactly <see cref="Skew"/> before or after now.</summary>
    public static bool IsCurrent(DateTimeOffset moment, DateTimeOffset now) => (moment - now).Duration() <= Skew;
}
