using Microsoft.Extensions.Logging;

namespace IdentityService.Doors.AwsJson;

/// <summary>One line a request; names and durations only, never what was sent (S-29).</summary>
internal static partial class AwsJsonLog
{
    [LoggerMessage(1, LogLevel.Information, "{Operation} answered in {Milliseconds:0.0} ms")]
    public static partial void Answered(this ILogger log, string operation, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Operation} refused with {ErrorType} in {Milliseconds:0.0} ms")]
    public static partial void Refused(this ILogger log, string operation, string errorType, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "{Operation} failed")]
    public static partial void Failed(this ILogger log, string operation, Exception fault);
}
