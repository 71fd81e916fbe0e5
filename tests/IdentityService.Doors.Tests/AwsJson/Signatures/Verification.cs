using IdentityService.Doors.AwsJson.Signatures;
using IdentityService.Engine.Secrets;
using IdentityService.Wire;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>A verifier at the moment all example requests were signed, or a while later.</summary>
internal sealed class Verification(params AccessKey[] keys) : TimeProvider
{
    public const string Service = "cognito-idp";
    public const string ExampleSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The access key of AWS's published Signature Version 4 test suite.</summary>
    public static readonly AccessKey Example = new("AKIDEXAMPLE", ExampleSecret, "operator", Enabled: true);

    public AccessKey[] Keys { get; set; } = keys is [] ? [Example] : keys;

    public TimeSpan Later { get; init; }

    public SigningKeys SigningKeys { get; } = new();

    public List<string> LookedUp { get; } = [];

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero) + Later;

    public ValueTask<AccessKey?> Find(string accessKeyId, CancellationToken cancel)
    {
        LookedUp.Add(accessKeyId);
        return ValueTask.FromResult(Keys.FirstOrDefault(key => key.Id == accessKeyId));
    }

    public async Task<SignedCaller> Accepted(RawRequest request, string service = Service) =>
        await new SignatureVerifier(Find, SigningKeys, this)
            .Verify(request.ToRequest(), request.BodyBytes, service, TestContext.Current.CancellationToken);

    public async Task<CognitoError> Refused(RawRequest request, string service = Service) =>
        await Assert.ThrowsAsync<CognitoError>(() => Accepted(request, service));

    public async Task Refused(string type, string message, RawRequest request, string service = Service)
    {
        var refusal = await Refused(request, service);
        Assert.Equal((type, message), (refusal.Type, refusal.WireMessage));
    }
}
