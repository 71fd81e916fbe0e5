using Microsoft.Extensions.Logging;

namespace IdentityService.Operations;

internal static partial class GateLog
{
    // A fault of ours: the caller's SDK has no class for this error. Tests refuse to pass when it was logged.
    [LoggerMessage(1, LogLevel.Error, "{Operation} refused with {ErrorType}, which its contract does not permit.")]
    public static partial void UnpermittedError(this ILogger log, string operation, string errorType);
}
