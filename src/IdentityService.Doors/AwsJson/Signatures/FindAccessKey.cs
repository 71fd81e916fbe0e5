using IdentityService.Engine.Secrets;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>Finds the key with exactly this id, disabled ones too; null if there is none.</summary>
/// <param name="accessKeyId">1 to 128 printable ASCII characters; unproven input.</param>
/// <param name="cancel">Ends the look-up.</param>
public delegate ValueTask<AccessKey?> FindAccessKey(string accessKeyId, CancellationToken cancel);
