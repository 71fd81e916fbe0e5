namespace IdentityService.Engine.Secrets;

/// <summary>A long-term access key with which an administrator signs requests.</summary>
/// <param name="Id">The access key id, as it stands in the Credential of a signature.</param>
/// <param name="Secret">The plain secret: Signature Version 4 cannot be verified from a hash of it.</param>
/// <param name="Principal">Who acts with this key, for the audit.</param>
/// <param name="Enabled">A disabled key is answered as an unknown one.</param>
public sealed record AccessKey(string Id, string Secret, string Principal, bool Enabled)
{
    // The generated text of a record would print the secret (S-29).
    public override string ToString() => $"AccessKey {Id} of {Principal}";
}
