using System.Globalization;
using IdentityService.Doors.AwsJson.Signatures;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

[Trait("Requirement", "S-20")]
public sealed class AccessKeyTests
{
    private const string Unrecognized = "The security token included in the request is invalid.";

    private static readonly RawRequest Signed = RawRequest.Parse(BotocoreVectors.CognitoIdp);
    private static readonly RawRequest Unsigned = Signed.Without("Authorization");

    [Fact]
    public Task An_unknown_key_is_refused() => new Verification().Refused(
        "UnrecognizedClientException", Unrecognized, new Signer { KeyId = "AKIDUNKNOWN" }.Sign(Unsigned));

    [Fact]
    public Task A_disabled_key_is_refused_as_an_unknown_one() =>
        new Verification(Verification.Example with { Enabled = false }).Refused("UnrecognizedClientException", Unrecognized, Signed);

    [Fact]
    public async Task A_key_disabled_after_a_success_is_refused()
    {
        var verification = new Verification();
        await verification.Accepted(Signed);
        verification.Keys = [Verification.Example with { Enabled = false }];
        await verification.Refused("UnrecognizedClientException", Unrecognized, Signed);
    }

    [Fact]
    public async Task A_changed_secret_is_not_served_from_the_cache()
    {
        var verification = new Verification();
        await verification.Accepted(Signed);
        await verification.Accepted(Signed);
        verification.Keys = [Verification.Example with { Secret = "changed" }];

        Assert.Equal("InvalidSignatureException", (await verification.Refused(Signed)).Type);
        Assert.Equal("operator", (await verification.Accepted(new Signer { Secret = "changed" }.Sign(Unsigned))).Principal);
        Assert.Equal("InvalidSignatureException", (await verification.Refused(Signed)).Type);
        Assert.Equal(1, verification.SigningKeys.Count);
    }

    [Fact]
    public async Task Only_proven_signatures_fill_the_cache_and_it_is_bounded()
    {
        var verification = new Verification();
        for (var number = 0; number <= SigningKeys.Most + 10; number++)
        {
            var region = string.Create(CultureInfo.InvariantCulture, $"eu-{(char)('a' + (number / 100))}-{number % 100}");
            var signer = new Signer { Scope = $"20150830/{region}/cognito-idp/aws4_request" };
            await verification.Refused((signer with { Secret = "wrong" }).Sign(Unsigned));
            Assert.InRange(verification.SigningKeys.Count, 0, number);
            Assert.Equal(region, (await verification.Accepted(signer.Sign(Unsigned))).Region);
            Assert.InRange(verification.SigningKeys.Count, 1, SigningKeys.Most);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\0null")]
    [InlineData("ключ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_cannot_be_a_key_never_reaches_the_store(string keyId)
    {
        var verification = new Verification();
        await verification.Refused("UnrecognizedClientException", Unrecognized, new Signer { KeyId = keyId }.Sign(Unsigned));
        Assert.Empty(verification.LookedUp);
    }

    [Fact]
    public async Task A_session_token_is_refused_in_either_form()
    {
        await new Verification().Refused("UnrecognizedClientException", Unrecognized, Signed.With("X-Amz-Security-Token", "token"));
        await new Verification().Refused(
            "UnrecognizedClientException",
            Unrecognized,
            RawRequest.Parse(BotocoreVectors.Presigned).ReplacingInTarget("/?", "/?X-Amz-Security-Token=token&"));
    }
}
