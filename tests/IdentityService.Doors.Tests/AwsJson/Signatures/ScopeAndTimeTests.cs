using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>A correct signature is good for one service, one day and five minutes, or for as long as it was pre-signed.</summary>
[Trait("Requirement", "S-20")]
public sealed class ScopeAndTimeTests
{
    private static readonly RawRequest Signed = RawRequest.Parse(BotocoreVectors.CognitoIdp);
    private static readonly RawRequest Presigned = RawRequest.Parse(BotocoreVectors.Presigned);
    private static readonly RawRequest ForSevenDays = RawRequest.Parse(BotocoreVectors.PresignedGetForSevenDays);

    [Theory]
    [InlineData("20150830/eu-west-1/cognito-sync/aws4_request", "Credential should be scoped to correct service: 'cognito-idp'.")]
    [InlineData("20150830/eu-west-1/cognito-idp/aws5_request",
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.")]
    [InlineData("20150829/eu-west-1/cognito-idp/aws4_request",
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' != '20150830', "
        + "from '20150830T123600Z'.")]
    [InlineData("20150830//cognito-idp/aws4_request", "Credential should be scoped to a valid region, not ''.")]
    [InlineData("20150830/EU-WEST-1/cognito-idp/aws4_request", "Credential should be scoped to a valid region, not 'EU-WEST-1'.")]
    [InlineData("20150830/europe/cognito-idp/aws4_request", "Credential should be scoped to a valid region, not 'europe'.")]
    [InlineData("20150830/earth/x/aws4_request",
        "Credential should be scoped to a valid region, not 'earth'. Credential should be scoped to correct service: 'cognito-idp'.")]
    public Task A_wrong_scope_is_refused_though_signed_with_it(string scope, string message) => new Verification().Refused(
        "InvalidSignatureException", message, new Signer { Scope = scope }.Sign(Signed.Without("Authorization")));

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("us-gov-west-1")]
    [InlineData("eusc-de-east-1")]
    [InlineData("ap-southeast-7")]
    public async Task Any_region_is_accepted_and_returned(string region)
    {
        var signer = new Signer { Scope = $"20150830/{region}/cognito-idp/aws4_request" };
        Assert.Equal(region, (await new Verification().Accepted(signer.Sign(Signed.Without("Authorization")))).Region);
    }

    [Fact]
    public Task A_replay_after_the_window_is_refused() => At(minutes: 6).Refused(
        "InvalidSignatureException",
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T124200Z - 5 min.)",
        Signed);

    [Fact]
    public Task A_request_from_the_future_is_refused() => At(minutes: -6).Refused(
        "InvalidSignatureException",
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T123000Z + 5 min.)",
        Signed);

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task Five_minutes_are_within_the_window(int minutes) =>
        Assert.Equal("operator", (await At(minutes).Accepted(Signed)).Principal);

    [Theory]
    [InlineData(-5)]
    [InlineData(15)]
    public async Task A_presigned_request_lives_as_long_as_it_says(int minutes) =>
        Assert.Equal("operator", (await At(minutes).Accepted(Presigned)).Principal);

    [Fact]
    public Task A_presigned_request_ends() => new Verification { Later = TimeSpan.FromSeconds(901) }.Refused(
        "InvalidSignatureException", "Signature expired: 20150830T125100Z is now earlier than 20150830T125101Z", Presigned);

    [Fact]
    public Task A_presigned_request_from_the_future_is_refused() => At(minutes: -6).Refused(
        "InvalidSignatureException",
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T123000Z + 5 min.)",
        Presigned);

    [Fact]
    public async Task Seven_days_are_the_longest_life()
    {
        Assert.Equal("operator", (await At(minutes: 7 * 24 * 60).Accepted(ForSevenDays)).Principal);
        await new Verification().Refused(
            "IncompleteSignatureException",
            "X-Amz-Expires must be between 1 and 604800 seconds.",
            ForSevenDays.ReplacingInTarget("Expires=604800", "Expires=604801"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+900")]
    [InlineData("99999999999999999999")]
    [InlineData("900.5")]
    public async Task An_unreadable_lifetime_is_refused(string seconds) => Assert.Equal(
        "IncompleteSignatureException",
        (await new Verification().Refused(Presigned.ReplacingInTarget("Expires=900", $"Expires={seconds}"))).Type);

    [Theory]
    [InlineData("2015-08-30T12:36:00Z")]
    [InlineData("20150830T123600")]
    [InlineData("20150830T126100Z")]
    [InlineData("yesterday")]
    public Task An_unreadable_date_is_refused(string date) => new Verification().Refused(
        "IncompleteSignatureException",
        $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601",
        Signed.With("X-Amz-Date", date));

    [Theory]
    [InlineData("00010101T000000Z")]
    [InlineData("99991231T235959Z")]
    public async Task The_ends_of_the_calendar_are_refused_cleanly(string date)
    {
        Assert.Equal("InvalidSignatureException", (await new Verification().Refused(Signed.With("X-Amz-Date", date))).Type);
        Assert.Equal(
            "InvalidSignatureException",
            (await new Verification().Refused(Presigned.ReplacingInTarget("20150830T123600Z", date))).Type);
    }

    private static Verification At(int minutes) => new() { Later = TimeSpan.FromMinutes(minutes) };
}
