using System.Text.RegularExpressions;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>The Credential of a signature: the key's id, then what a signing key derived from it is good for.</summary>
internal sealed partial record CredentialScope(string AccessKeyId, string Day, string Region, string Service, string Terminator)
{
    private const string RequestTerminator = "aws4_request";
    private const int LongestKeyId = 128;

    public override string ToString() => $"{Day}/{Region}/{Service}/{Terminator}";

    /// <summary>Whether this can be the id of a key at all, so that nothing else reaches the store.</summary>
    public bool NamesAKey => AccessKeyId is { Length: > 0 and <= LongestKeyId } && !AccessKeyId.AsSpan().ContainsAnyExceptInRange('!', '~');

    public static CredentialScope Read(string credential)
    {
        var parts = credential.Split('/');
        return parts.Length == 5
            ? new CredentialScope(parts[0], parts[1], parts[2], parts[3], parts[4])
            : throw SignatureRefusals.CredentialMalformed(credential);
    }

    // All faults are told at once, in AWS's order.
    public void MustFit(string service, SignatureTime time)
    {
        var faults = new List<string>();
        if (!RegionForm().IsMatch(Region))
            faults.Add($"Credential should be scoped to a valid region, not '{SignatureRefusals.Shown(Region)}'.");
        if (!string.Equals(Service, service, StringComparison.Ordinal))
            faults.Add($"Credential should be scoped to correct service: '{service}'.");
        if (Terminator is not RequestTerminator)
        {
            faults.Add(
                $"Credential should be scoped with a valid terminator: '{RequestTerminator}', not '{SignatureRefusals.Shown(Terminator)}'.");
        }
        if (!string.Equals(Day, time.Day, StringComparison.Ordinal))
        {
            faults.Add("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{SignatureRefusals.Shown(Day)}' != '{time.Day}', from '{time.Text}'.");
        }
        if (faults.Count > 0)
            throw SignatureRefusals.WrongScope(faults);
    }

    // us-east-1, ap-southeast-7, us-gov-west-1, us-isob-east-1, eusc-de-east-1. Bounded parts: matching is linear.
    [GeneratedRegex(@"\A[a-z]{2,8}(-[a-z]{1,12}){1,3}-[0-9]{1,2}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex RegionForm();
}
