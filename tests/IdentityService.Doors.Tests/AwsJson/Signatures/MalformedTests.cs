using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>What cannot be read is refused in AWS's words, never otherwise (S-02, S-20).</summary>
[Trait("Requirement", "S-20")]
[Trait("Requirement", "S-02")]
public sealed class MalformedTests
{
    private const string Hash = " (Hashed with SHA-256 and encoded with Base64) Authorization=";
    private const string NeedsSignature = "Authorization header requires 'Signature' parameter.";
    private const string NeedsSignedHeaders = "Authorization header requires 'SignedHeaders' parameter.";
    private const string NeedsDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
    private const string Incomplete = "IncompleteSignatureException";

    private static readonly RawRequest Signed = RawRequest.Parse(BotocoreVectors.CognitoIdp);
    private static readonly RawRequest Presigned = RawRequest.Parse(BotocoreVectors.Presigned);
    private static readonly string[] Words = Signed["Authorization"].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Nothing_presented_is_a_missing_token()
    {
        const string type = "MissingAuthenticationTokenException";
        await new Verification().Refused(type, "Missing Authentication Token", Signed.Without("Authorization"));
        await new Verification().Refused(type, "Missing Authentication Token", Signed.With("Authorization", "  "));
    }

    [Fact]
    public async Task Each_missing_part_is_named()
    {
        await RefusedAs($"Authorization header requires 'Credential' parameter.{Hash}", Words[0], Words[2], Words[3]);
        await RefusedAs($"{NeedsSignedHeaders}{Hash}", Words[0], Words[1], Words[3]);
        await RefusedAs($"{NeedsSignature}{Hash}", Words[0], Words[1], Words[2]);
        await RefusedAs($"{NeedsSignature} {NeedsSignedHeaders}{Hash}", Words[0], Words[1], "Signature=", "SignedHeaders=");
        var undated = await new Verification().Refused(Signed.Without("X-Amz-Date"));
        Assert.StartsWith($"{NeedsDate}{Hash}", undated.WireMessage, StringComparison.Ordinal);
        Assert.Equal(Incomplete, undated.Type);
    }

    [Fact]
    public async Task Names_of_parts_are_case_sensitive() => await RefusedAs(
        $"Authorization header requires 'Credential' parameter.{Hash}",
        [Words[0], Words[1].Replace("Credential", "credential", StringComparison.Ordinal), Words[2], Words[3]]);

    [Theory]
    [InlineData("aws4-hmac-sha256")]
    [InlineData("AWS4-HMAC-SHA512")]
    [InlineData("AWS4-ECDSA-P256-SHA256")]
    public Task Another_algorithm_is_refused(string algorithm) => new Verification().Refused(
        Incomplete,
        $"Unsupported AWS 'algorithm': '{algorithm}' (only AWS4-HMAC-SHA256 for now). ",
        Signed.Replacing("Authorization", "AWS4-HMAC-SHA256", algorithm));

    [Fact]
    public async Task A_bearer_token_is_refused_and_not_echoed()
    {
        var refusal = await new Verification().Refused(Signed.With("Authorization", "Bearer eyJraWQi.eyJzdWIi.c2ln"));
        Assert.Equal(Incomplete, refusal.Type);
        Assert.StartsWith("Invalid key=value pair (missing equal-sign) in Authorization header", refusal.WireMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJraWQi", refusal.WireMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Separators_and_order_of_the_parts_are_free()
    {
        foreach (var header in new[]
        {
            $"{Words[0]} {Words[1]},{Words[2]},{Words[3]}",
            $"{Words[0]} {Words[3]} {Words[2]} {Words[1]}",
            $" {Words[0]}\t{Words[1]} ,  {Words[2]},, {Words[3]}, ",
        })
        {
            Assert.Equal("operator", (await new Verification().Accepted(Signed.With("Authorization", header))).Principal);
        }
        Assert.Equal("operator", (await new Verification().Accepted(
            Signed.Without("Authorization").With("AUTHORIZATION", Signed["Authorization"]))).Principal);
    }

    [Theory]
    [InlineData("AKIDEXAMPLE")]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/cognito-idp")]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/cognito-idp/aws4_request/")]
    public Task A_credential_has_five_elements(string credential) => new Verification().Refused(
        Incomplete,
        $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'",
        Signed.With("Authorization", $"{Words[0]} Credential={credential} {Words[2]} {Words[3]}"));

    [Theory]
    [InlineData("SignedHeaders=host;;x-amz-date")]
    [InlineData("SignedHeaders=host;host;x-amz-date")]
    [InlineData("SignedHeaders=host;HOST;x-amz-date")]
    [InlineData("SignedHeaders=host;x-amz-date;")]
    [InlineData("SignedHeaders=host;x-amz-date;\u00e9")]
    public async Task A_malformed_header_list_is_refused(string list) => Assert.Equal(
        Incomplete,
        (await new Verification().Refused(Signed.With("Authorization", $"{Words[0]} {Words[1]} {list} {Words[3]}"))).Type);

    [Fact]
    public async Task Anything_given_twice_is_refused()
    {
        foreach (var request in new[]
        {
            Signed.Adding("Authorization", Signed["Authorization"]),
            Signed.With("Authorization", $"{Signed["Authorization"]}, {Words[3]}"),
            Signed.Adding("X-Amz-Date", Signed["X-Amz-Date"]),
            Signed.Adding("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminDeleteUser"),
            Signed.Adding("Host", "elsewhere"),
            Presigned.ReplacingInTarget("/?", "/?X-Amz-Expires=604800&"),
            Presigned.ReplacingInTarget("/?", "/?x-amz-date=20150830T123600Z&"),
            Presigned.ReplacingInTarget("/?", "/?X-Amz-%53ignature=00&"),
        })
        {
            Assert.Equal(Incomplete, (await new Verification().Refused(request)).Type);
        }
    }

    [Fact]
    public Task Both_forms_at_once_are_refused() => new Verification().Refused(
        "InvalidSignatureException",
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
        Signed with { Target = Presigned.Target });

    [Theory]
    [InlineData("X-Amz-Credential")]
    [InlineData("X-Amz-Signature")]
    [InlineData("X-Amz-SignedHeaders")]
    [InlineData("X-Amz-Date")]
    [InlineData("X-Amz-Expires")]
    public Task A_presigned_request_names_what_it_lacks(string name) => new Verification().Refused(
        Incomplete,
        $"AWS query-string parameters must include '{name}'. Re-examine the query-string parameters.",
        Presigned.ReplacingInTarget($"{name}=", "Another="));

    [Fact]
    public async Task Absurd_lengths_are_refused()
    {
        var long9K = new string('a', 9 * 1024);
        await new Verification().Refused(Incomplete, "Authorization header is too long.", Signed.With("Authorization", long9K));
        await new Verification().Refused(Incomplete, "Request target is too long.", Signed with { Target = $"/{long9K}" });
    }

    [Fact]
    public async Task Foreign_text_cannot_break_out_of_the_message()
    {
        var refusal = await new Verification().Refused(
            Presigned.ReplacingInTarget("AKIDEXAMPLE%2F20150830", $"%0D%0ASet-Cookie:%20a{new string('b', 500)}"));
        Assert.Equal(Incomplete, refusal.Type);
        Assert.Contains("got '??Set-Cookie: abbb", refusal.WireMessage, StringComparison.Ordinal);
        Assert.InRange(refusal.WireMessage!.Length, 1, 300);
    }

    private static async Task RefusedAs(string start, params string[] words)
    {
        var refusal = await new Verification().Refused(Signed.With("Authorization", $"{words[0]} {string.Join(", ", words[1..])}"));
        Assert.Equal(Incomplete, refusal.Type);
        Assert.StartsWith(start, refusal.WireMessage, StringComparison.Ordinal);
    }
}
