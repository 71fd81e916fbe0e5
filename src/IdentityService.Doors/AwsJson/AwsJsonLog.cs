using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace IdentityService.Doors.AwsJson;

/// <summary>One line a request; names and durations only, never what was sent (S-29).</summary>
internal static partial class AwsJsonLog
{
    [LoggerMessage(1, LogLevel.Information, "{Operation} answered in {Milliseconds:0.0} ms")]
    public static partial void Answered(this ILogger log, string operation, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Operation} refused with {ErrorType} in {Milliseconds:0.0} ms")]
    public static partial void Refused(this ILogger log, string operation, string errorType, double milliseconds);

    // What an exception says may quote what was sent (PostgreSQL's "Where" does): kinds, state and stack are enough to find it.
    [LoggerMessage(3, LogLevel.Error, "{Operation} failed: {Fault}\n{Stack}")]
    public static partial void Failed(this ILogger log, string operation, string fault, string? stack);

    public static void Failed(this ILogger log, string operation, Exception fault) => log.Failed(operation, KindsOf(fault), fault.StackTrace);

    private static string KindsOf(Exception fault) => string.Join(" < ", Chain(fault).Select(f => f is DbException { SqlState: { } state }
        ? $"{f.GetType().Name} {state}"
        : f.GetType().Name));

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var link = fault; link is not null; link = link.InnerException!)
            yield return link;
    }
}
