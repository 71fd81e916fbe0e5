namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>Where the access keys are kept.</summary>
public interface IAccessKeys
{
    /// <summary>The key with exactly this id, disabled ones too; null if there is none.</summary>
    /// <param name="accessKeyId">1 to 128 printable ASCII characters; unproven input.</param>
    /// <param name="cancel">Ends the look-up.</param>
    ValueTask<AccessKey?> Find(string accessKeyId, CancellationToken cancel);
}
