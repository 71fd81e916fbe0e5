using IdentityService.Doors.AwsJson.Signatures;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

[Trait("Requirement", "S-20")]
public sealed class VectorTests
{
    [Theory]
    [InlineData(SuiteVectors.GetVanilla)]
    [InlineData(SuiteVectors.PostVanilla)]
    [InlineData(SuiteVectors.GetVanillaQueryOrderKeyCase)]
    [InlineData(SuiteVectors.GetHeaderKeyDuplicate)]
    [InlineData(SuiteVectors.GetHeaderValueTrim)]
    [InlineData(SuiteVectors.GetUtf8)]
    [InlineData(SuiteVectors.GetRelative)]
    [InlineData(SuiteVectors.GetSlashes)]
    [InlineData(BotocoreVectors.QueryEncoding)]
    public async Task Aws_test_suite_is_accepted(string request) =>
        Assert.Equal(
            new SignedCaller("AKIDEXAMPLE", "operator", "us-east-1"),
            await new Verification().Accepted(RawRequest.Parse(request), "service"));

    [Theory]
    [InlineData(BotocoreVectors.CognitoIdp)]
    [InlineData(BotocoreVectors.PathPrefix)]
    [InlineData(BotocoreVectors.DateHeader)]
    [InlineData(BotocoreVectors.ContentHash)]
    [InlineData(BotocoreVectors.BodyMovedToQuery)]
    [InlineData(BotocoreVectors.Presigned)]
    [InlineData(BotocoreVectors.PresignedWithoutTarget)]
    [InlineData(BotocoreVectors.PresignedGetForSevenDays)]
    public async Task Cognito_requests_signed_by_botocore_are_accepted(string request) =>
        Assert.Equal(
            new SignedCaller("AKIDEXAMPLE", "operator", "eu-west-1"),
            await new Verification().Accepted(RawRequest.Parse(request)));

    [Fact]
    public async Task Encoded_colons_in_a_Sync_path_are_encoded_once_more() =>
        Assert.Equal(
            "us-east-1",
            (await new Verification().Accepted(RawRequest.Parse(BotocoreVectors.CognitoSync), "cognito-sync")).Region);

    [Fact]
    public void The_signer_of_these_tests_signs_as_botocore_does()
    {
        var signed = RawRequest.Parse(BotocoreVectors.CognitoIdp);
        Assert.Equal(signed["Authorization"], new Signer().Sign(signed.Without("Authorization"))["Authorization"]);
    }

    [Fact]
    public void An_access_key_does_not_print_its_secret() =>
        Assert.DoesNotContain(Verification.ExampleSecret, $"{Verification.Example}", StringComparison.Ordinal);
}
