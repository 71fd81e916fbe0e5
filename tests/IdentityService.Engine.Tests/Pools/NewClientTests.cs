using System.Text.Json;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Tokens;
using IdentityService.Wire;
using IdentityService.Wire.Structures;
using Xunit;

namespace IdentityService.Engine.Tests.Pools;

public sealed class NewClientTests
{
    private const string PoolId = "us-east-1_abcDEF123";
    private static readonly Installation Here = new("http://localhost:8080", "123456789012", PinnedRegion: null);

    private static NewClient Make(string settings, ClientSecret? secret = null, string tier = "ESSENTIALS")
    {
        var schema = new[] { new SchemaAttributeType { Name = "email", Required = true }, new SchemaAttributeType { Name = "n", AttributeDataType = "String" } };
        var pool = NewPool.From(new UserPoolType { Name = "p", UserPoolTier = tier }, schema, PoolId, Here, DateTimeOffset.UnixEpoch);
        return NewClient.From(
            new Pool(pool, new PoolKeys([]), "iss"), JsonSerializer.Deserialize<UserPoolClientType>(settings, WireJson.Requests)!, secret, Here,
            DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void A_client_of_a_name_alone_reads_as_cognito_shows_it() => Assert.Equal(
            """
            {"UserPoolId":"us-east-1_abcDEF123","ClientName":"c","ClientId":"1","LastModifiedDate":0,"CreationDate":0,"RefreshTokenValidity":30,
            "TokenValidityUnits":{},"AllowedOAuthFlowsUserPoolClient":false,"EnableTokenRevocation":true,
            "EnablePropagateAdditionalUserContextData":false,"AuthSessionValidity":3}
            """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(Make("""{"ClientName":"c","ClientId":"1"}""").Described, WireJson.Answers));

    [Fact]
    public void A_supplied_secret_is_never_shown_and_a_generated_one_is()
    {
        Assert.Null(Make("""{"ClientId":"1"}""", new ClientSecret("chosen", Supplied: true)).Described.ClientSecret);
        Assert.Equal(51, Make("""{"ClientId":"1"}""", ClientSecret.Generate()).Described.ClientSecret!.Length);

        var both = new ClientSecrets("1", [new ClientSecret("chosen", Supplied: true), new ClientSecret("made", Supplied: false)]);
        Assert.Equal("made", both.Shown);
        Assert.True(both.Match("chosen"));
        Assert.Equal("***", new ClientSecret("chosen", Supplied: true).ToString());
        Assert.Throws<CognitoError>(() => NewClient.SecretOf(generate: true, "chosen"));
    }

    [Theory]
    [InlineData("""{"TokenValidityUnits":{"AccessToken":"minutes"},"AccessTokenValidity":5}""", "minutes hours days 30")]
    [InlineData("""{"TokenValidityUnits":{"RefreshToken":"minutes"},"RefreshTokenValidity":0}""", "hours hours minutes 43200")]
    public void One_unit_shows_all_three_and_the_default_stays_thirty_days(string settings, string shown)
    {
        var client = Make(settings).Settings;
        var units = client.TokenValidityUnits!;
        Assert.Equal(shown, $"{units.AccessToken} {units.IdToken} {units.RefreshToken} {client.RefreshTokenValidity}");
    }

    [Fact]
    public void Flows_are_shown_in_the_services_order_and_a_disabled_rotation_has_no_grace()
    {
        var client = Make("""
            {"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH","ALLOW_CUSTOM_AUTH"],
             "RefreshTokenRotation":{"Feature":"DISABLED","RetryGracePeriodSeconds":9}}
            """).Settings;

        Assert.Equal(["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"], client.ExplicitAuthFlows!);
        Assert.Equal(0, client.RefreshTokenRotation!.RetryGracePeriodSeconds);
    }

    [Theory]
    [InlineData("""{"CallbackURLs":["https://a.example/cb","myapp://cb","http://localhost:3000/","http://127.0.0.1","http://[::1]:9/x"],"WriteAttributes":["email","custom:n"]}""")]
    [InlineData("""{"RefreshTokenRotation":{"Feature":"ENABLED"}}""")]
    [InlineData("""{"AccessTokenValidity":1,"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"}}""")]
    [InlineData("""{"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://a.example"],"DefaultRedirectURI":"https://a.example"}""")]
    public void What_cognito_allows_is_allowed(string settings) => Assert.Null(Make(settings).Secret);

    [Theory]
    [InlineData("""{"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","USER_PASSWORD_AUTH"]}""", "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.")]
    [InlineData("""{"RefreshTokenRotation":{"Feature":"ENABLED"},"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]}""", "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.")]
    [InlineData("""{"AccessTokenValidity":25}""", "Invalid range for token validity.")]
    [InlineData("""{"IdTokenValidity":299,"TokenValidityUnits":{"IdToken":"seconds"}}""", "Invalid range for token validity.")]
    [InlineData("""{"RefreshTokenValidity":59,"TokenValidityUnits":{"RefreshToken":"minutes"}}""", "Invalid range for token validity.")]
    [InlineData("""{"RefreshTokenValidity":315360000}""", "Invalid range for token validity.")]
    [InlineData("""{"AccessTokenValidity":2,"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"}}""", "Access and Id Token expiration times must be less than or equal to refresh token expiration times.")]
    [InlineData("""{"ReadAttributes":["nonsense"]}""", "Invalid read attributes specified while creating a client")]
    [InlineData("""{"WriteAttributes":["name"]}""", "Invalid write attributes specified while creating a client")]
    [InlineData("""{"WriteAttributes":["email","email_verified"]}""", "Invalid write attributes specified while creating a client")]
    [InlineData("""{"SupportedIdentityProviders":["COGNITO","Google"]}""", "The provider Google does not exist for User Pool us-east-1_abcDEF123.")]
    [InlineData("""{"AllowedOAuthFlowsUserPoolClient":true}""", "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.")]
    [InlineData("""{"AllowedOAuthFlows":["code"]}""", "CallbackUrls can not be empty when code flow or implicit flow is selected")]
    [InlineData("""{"AllowedOAuthFlows":["code","client_credentials"]}""", "client_credentials flow can not be selected along with code flow or implicit flow.")]
    [InlineData("""{"AllowedOAuthFlows":["client_credentials"]}""", "client_credentials flow can not be selected if client does not have a client secret.")]
    [InlineData("""{"AllowedOAuthScopes":["a/b"]}""", "Invalid scope requested: a/b")]
    [InlineData("""{"CallbackURLs":["http://a.example"]}""", "http://a.example cannot use the HTTP protocol.")]
    [InlineData("""{"LogoutURLs":["https://a.example/#x"]}""", "https://a.example/#x cannot use fragment")]
    [InlineData("""{"CallbackURLs":["javascript:alert(1)"]}""", "javascript:alert(1) cannot use the javascript scheme.")]
    [InlineData("""{"CallbackURLs":["/etc"]}""", "/etc is not an absolute URL.")]
    [InlineData("""{"CallbackURLs":["https://a.example"],"DefaultRedirectURI":"https://a.example/"}""", "The default redirect URI https://a.example/ is not in the callback URIs list.")]
    [InlineData("""{"EnablePropagateAdditionalUserContextData":true}""", "Client Secret is required to set EnablePropagateAdditionalUserContextData as true")]
    public void What_settings_may_not_say_together_is_refused(string settings, string message) =>
        Assert.Equal(message, Assert.Throws<CognitoError>(() => Make(settings)).WireMessage);

    [Theory]
    [InlineData("""{"ExplicitAuthFlows":["ALLOW_USER_AUTH"]}""")]
    [InlineData("""{"RefreshTokenRotation":{"Feature":"ENABLED"}}""")]
    public void A_lite_pool_lacks_the_newer_ways(string settings) =>
        Assert.Equal("FeatureUnavailableInTierException", Assert.Throws<CognitoError>(() => Make(settings, tier: "LITE")).Type);
}
