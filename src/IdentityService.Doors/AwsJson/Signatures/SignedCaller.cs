namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>Who signed a request, proven.</summary>
/// <param name="AccessKeyId">The key that signed.</param>
/// <param name="Principal">Whose key it is.</param>
/// <param name="Region">The region of the signature's scope, well formed but otherwise as the caller chose it.</param>
public sealed record SignedCaller(string AccessKeyId, string Principal, string Region);
