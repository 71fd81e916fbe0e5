using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Doors.Tests.OAuth;

/// <summary>Discovery (OpenID Connect Discovery 1.0) and keys (RFC 7517), as a verifier uses them.</summary>
public sealed class WellKnownTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task Discovery_names_issuer_and_keys()
    {
        var pool = await TestPool.Create(_service);

        using var answer = await Get($"/{pool.PoolId}/.well-known/openid-configuration");
        var document = await Json(answer);

        var issuer = $"{TestService.BaseUrl}/{pool.PoolId}";
        Assert.Equal(issuer, document.GetProperty("issuer").GetString());
        Assert.Equal($"{issuer}/.well-known/jwks.json", document.GetProperty("jwks_uri").GetString());
        Assert.Equal("""["RS256"]""", document.GetProperty("id_token_signing_alg_values_supported").GetRawText());
        Assert.Equal("""["public"]""", document.GetProperty("subject_types_supported").GetRawText());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(answer.Headers.CacheControl!.MaxAge);
    }

    // Issuers come from configuration, whatever a request says of itself.
    [Fact]
    public async Task The_issuer_does_not_follow_the_host_header()
    {
        var pool = await TestPool.Create(_service);
        using var message = new HttpRequestMessage(HttpMethod.Get, $"/{pool.PoolId}/.well-known/openid-configuration");
        message.Headers.Host = "evil.example.com";
        message.Headers.Add("X-Forwarded-Host", "evil.example.com");

        using var answer = await _service.Http.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_keys_verify_the_tokens()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var tokens = await pool.SignIn("jane");

        using var answer = await Get($"/{pool.PoolId}/.well-known/jwks.json");
        var keys = (await Json(answer)).GetProperty("keys").EnumerateArray().ToList();

        Assert.Equal(2, keys.Count);
        Assert.All(keys, key =>
        {
            Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
            Assert.Equal(("RS256", "AQAB", "RSA", "sig"), (Text(key, "alg"), Text(key, "e"), Text(key, "kty"), Text(key, "use")));
        });
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        foreach (var kind in new[] { "IdToken", "AccessToken" })
            Assert.True(IsSignedByOneOf(keys, tokens.GetProperty(kind).GetString()!), kind);
    }

    [Theory]
    [InlineData("openid-configuration")]
    [InlineData("jwks.json")]
    public async Task A_pool_that_is_not_there_has_none(string file)
    {
        using var answer = await Get($"/us-east-1_nothere00/.well-known/{file}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Two_pools_share_no_key()
    {
        var kids = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Get($"/{(await TestPool.Create(_service)).PoolId}/.well-known/jwks.json");
            kids.AddRange((await Json(answer)).GetProperty("keys").EnumerateArray().Select(k => Text(k, "kid")));
        }

        Assert.Equal(4, kids.Distinct(StringComparer.Ordinal).Count());
    }

    private static bool IsSignedByOneOf(List<JsonElement> keys, string token)
    {
        var parts = token.Split('.');
        var kid = Text(JsonElement.Parse(Base64Url.DecodeFromChars(parts[0])), "kid");
        var key = keys.Single(k => Text(k, "kid") == kid);
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(Text(key, "n")), Exponent = Base64Url.DecodeFromChars(Text(key, "e")) });
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private Task<HttpResponseMessage> Get(string path) => _service.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
