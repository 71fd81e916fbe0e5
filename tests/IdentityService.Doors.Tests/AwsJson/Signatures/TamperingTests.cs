using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>Whatever a signature covers cannot be changed, and it must cover what matters.</summary>
[Trait("Requirement", "S-20")]
public sealed class TamperingTests
{
    private const string Mismatch = "The request signature we calculated does not match the signature you provided. Check your AWS "
        + "Secret Access Key and signing method. Consult the service documentation for details.";

    private static readonly RawRequest Signed = RawRequest.Parse(BotocoreVectors.CognitoIdp);
    private static readonly RawRequest Presigned = RawRequest.Parse(BotocoreVectors.Presigned);
    private static readonly RawRequest Unsigned = Signed.Without("Authorization");

    public static TheoryData<string> Alterations => [.. Altered.Keys];

    private static readonly Dictionary<string, RawRequest> Altered = new(StringComparer.Ordinal)
    {
        ["body"] = Signed with { Body = Signed.Body.Replace("zoë", "eve", StringComparison.Ordinal) },
        ["no body"] = Signed with { Body = "" },
        ["target"] = Signed.With("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminDeleteUser"),
        ["target taken away"] = Signed.Without("X-Amz-Target"),
        ["signed header"] = Signed.With("Content-Type", "application/json"),
        ["host"] = Signed.With("Host", "localhost:8081"),
        ["time within the window"] = Signed.With("X-Amz-Date", "20150830T123601Z"),
        ["method"] = Signed with { Method = "PUT" },
        ["path"] = Signed with { Target = "/other" },
        ["query"] = Signed with { Target = "/?a=b" },
        ["incomplete escape"] = Signed with { Target = "/?a=%2" },
        ["no target"] = Signed with { Target = "" },
        ["absolute target"] = Signed with { Target = "http://localhost:8080/" },
        ["key"] = new Signer { Secret = "another" }.Sign(Unsigned),
        ["region"] = Signed.Replacing("Authorization", "eu-west-1", "eu-west-2"),
        ["last digit"] = Signed.Replacing("Authorization", "753938", "753939"),
        ["upper case"] = Signed.Replacing("Authorization", "847a92f", "847A92F"),
        ["shortened"] = Signed.Replacing("Authorization", "753938", ""),
        ["header list"] = Signed.Replacing("Authorization", "content-type;", ""),
        ["a header never sent"] = Signed.Replacing("Authorization", "content-type;", "content-type;expect;"),
        ["presigned body"] = Presigned with { Body = "{}" },
        ["presigned lifetime"] = Presigned.ReplacingInTarget("Expires=900", "Expires=901"),
        ["presigned target"] = Presigned.With("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminDeleteUser"),
        ["presigned query"] = Presigned.ReplacingInTarget("/?", "/?a=b&"),
        ["presigned signature in lower-case parameter"] = Presigned.ReplacingInTarget("X-Amz-Signature", "x-amz-signature"),
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public Task Altered_requests_are_refused(string what) =>
        new Verification().Refused("InvalidSignatureException", Mismatch, Altered[what]);

    [Theory]
    [InlineData("content-type;x-amz-date;x-amz-target", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")]
    [InlineData("content-type;host;x-amz-target", "'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.")]
    [InlineData("content-type;host;x-amz-date", "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.")]
    public Task Host_date_and_target_must_be_signed(string signedHeaders, string message) =>
        new Verification().Refused("InvalidSignatureException", message, new Signer { SignedHeaders = signedHeaders }.Sign(Unsigned));

    [Fact]
    public Task A_target_added_to_a_presigned_request_is_refused() => new Verification().Refused(
        "InvalidSignatureException",
        "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.",
        RawRequest.Parse(BotocoreVectors.PresignedWithoutTarget).With("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminDeleteUser"));

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public Task A_content_hash_that_is_not_the_body_s_is_refused(string hash) => new Verification().Refused(
        "InvalidSignatureException",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        Signed.With("X-Amz-Content-SHA256", hash));

    [Fact]
    public async Task An_unsigned_header_may_change() =>
        Assert.Equal("eu-west-1", (await new Verification().Accepted(Signed.With("User-Agent", "a proxy"))).Region);
}
