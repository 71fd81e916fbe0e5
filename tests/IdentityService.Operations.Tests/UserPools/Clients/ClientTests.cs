using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Clients;

public sealed class ClientTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private async Task<JsonElement> Make(TestPool pool, params (string Name, object Value)[] members)
    {
        var request = new Dictionary<string, object>(StringComparer.Ordinal) { ["UserPoolId"] = pool.PoolId, ["ClientName"] = "c" };
        foreach (var (name, value) in members)
            request[name] = value;
        return (await Aws.Call("CreateUserPoolClient", request)).GetProperty("UserPoolClient");
    }

    private static object Ids(TestPool pool, JsonElement client) => new { UserPoolId = pool.PoolId, ClientId = Id(client) };

    private static string Id(JsonElement client) => client.GetProperty("ClientId").GetString()!;

    private async Task<JsonElement> Describe(TestPool pool, JsonElement client) =>
        (await Aws.Call("DescribeUserPoolClient", Ids(pool, client))).GetProperty("UserPoolClient");

    [Fact]
    public async Task A_client_with_a_name_only_has_Cognitos_defaults()
    {
        var pool = fixture.Pool;
        var client = await Make(pool);

        Assert.Equal(["UserPoolId", "ClientName", "ClientId", "LastModifiedDate", "CreationDate", "RefreshTokenValidity", "TokenValidityUnits",
            "AllowedOAuthFlowsUserPoolClient", "EnableTokenRevocation", "EnablePropagateAdditionalUserContextData", "AuthSessionValidity"],
            client.EnumerateObject().Select(p => p.Name));
        Assert.Matches("^[0-9a-z]{26}$", Id(client));
        Assert.Equal((30, "{}", "false", "true", "false", 3), (client.GetProperty("RefreshTokenValidity").GetInt32(), client.GetProperty("TokenValidityUnits").GetRawText(),
            client.GetProperty("AllowedOAuthFlowsUserPoolClient").GetRawText(), client.GetProperty("EnableTokenRevocation").GetRawText(),
            client.GetProperty("EnablePropagateAdditionalUserContextData").GetRawText(), client.GetProperty("AuthSessionValidity").GetInt32()));
        Assert.Equal(client.GetRawText(), (await Describe(pool, client)).GetRawText());
    }

    [Fact]
    public async Task A_generated_secret_is_shown_and_a_supplied_one_is_not()
    {
        var pool = fixture.Pool;
        var generated = await Make(pool, ("GenerateSecret", true));
        var secret = generated.GetProperty("ClientSecret").GetString()!;
        Assert.Matches("^[0-9a-z]{51,52}$", secret);
        Assert.Equal(secret, (await Describe(pool, generated)).GetProperty("ClientSecret").GetString());

        var supplied = await Make(pool, ("ClientSecret", "a_chosen_secret_of_more_than_24"));
        Assert.False(supplied.TryGetProperty("ClientSecret", out _));
        Assert.False((await Describe(pool, supplied)).TryGetProperty("ClientSecret", out _));
        await Aws.Refuses("SignUp", (pool with { ClientId = Id(supplied) }).SignUp("x"),
            PoolCalls.NotAuthorized, $"Client {Id(supplied)} is configured with secret but SECRET_HASH was not received");
    }

    [Fact]
    public async Task S29_listings_show_ids_and_names_only()
    {
        var pool = await TestPool.Create(_service);
        await Make(pool, ("GenerateSecret", true));

        var listed = (await Aws.Call("ListUserPoolClients", new { UserPoolId = pool.PoolId })).GetProperty("UserPoolClients");
        Assert.Equal(2, listed.GetArrayLength());
        Assert.All(listed.EnumerateArray(), c => Assert.Equal(["ClientId", "UserPoolId", "ClientName"], c.EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public async Task An_update_replaces_all_but_name_and_secret()
    {
        var pool = fixture.Pool;
        var client = await Make(pool, ("GenerateSecret", true), ("AuthSessionValidity", 9), ("CallbackURLs", new[] { "https://a.example" }), ("ReadAttributes", new[] { "email" }));

        var changed = (await Aws.Call("UpdateUserPoolClient", new { UserPoolId = pool.PoolId, ClientId = Id(client), AccessTokenValidity = 2 })).GetProperty("UserPoolClient");

        Assert.Equal(("c", 2, 3), (changed.GetProperty("ClientName").GetString(), changed.GetProperty("AccessTokenValidity").GetInt32(), changed.GetProperty("AuthSessionValidity").GetInt32()));
        Assert.Equal(client.GetProperty("ClientSecret").GetString(), changed.GetProperty("ClientSecret").GetString());
        Assert.False(changed.TryGetProperty("CallbackURLs", out _));
        Assert.False(changed.TryGetProperty("ReadAttributes", out _));
        Assert.Equal(client.GetProperty("CreationDate").GetRawText(), changed.GetProperty("CreationDate").GetRawText());
        Assert.True(changed.GetProperty("LastModifiedDate").GetDouble() >= client.GetProperty("LastModifiedDate").GetDouble());
        Assert.Equal(changed.GetRawText(), (await Describe(pool, client)).GetRawText());
    }

    [Theory]
    [InlineData("InvalidParameterException", "Invalid write attributes specified while creating a client", """{"WriteAttributes":["email_verified"]}""")]
    [InlineData("InvalidParameterException", "Invalid write attributes specified while creating a client", """{"WriteAttributes":["custom:none"]}""")]
    [InlineData("InvalidParameterException", "Invalid read attributes specified while creating a client", """{"ReadAttributes":["custom:none"]}""")]
    [InlineData("InvalidParameterException", "Invalid range for token validity.", """{"AccessTokenValidity":25}""")]
    [InlineData("InvalidParameterException", "Invalid range for token validity.", """{"AccessTokenValidity":4,"TokenValidityUnits":{"AccessToken":"minutes"}}""")]
    [InlineData("InvalidParameterException", "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
        """{"AccessTokenValidity":3,"RefreshTokenValidity":2,"TokenValidityUnits":{"RefreshToken":"hours"}}""")]
    [InlineData("InvalidParameterException", "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
        """{"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","USER_PASSWORD_AUTH"]}""")]
    [InlineData("InvalidParameterException", "The default redirect URI https://b.example is not in the callback URIs list.",
        """{"CallbackURLs":["https://a.example"],"DefaultRedirectURI":"https://b.example"}""")]
    [InlineData("InvalidParameterException", "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
        """{"EnablePropagateAdditionalUserContextData":true}""")]
    [InlineData("InvalidOAuthFlowException", "client_credentials flow can not be selected if client does not have a client secret.",
        """{"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["openid"],"AllowedOAuthFlowsUserPoolClient":true}""")]
    public async Task Settings_that_cannot_be_are_refused(string type, string refusal, string members)
    {
        var pool = fixture.Pool;
        var request = System.Text.Json.Nodes.JsonNode.Parse(members)!;
        request["UserPoolId"] = pool.PoolId;
        request["ClientName"] = "c";

        await Aws.Refuses("CreateUserPoolClient", request, type, refusal);
        request["ClientId"] = pool.ClientId;
        await Aws.Refuses("UpdateUserPoolClient", request, type, refusal.Replace("creating", "updating", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://a.example/cb")]
    [InlineData("https://a.example/#f")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    public async Task N04_redirect_addresses_that_could_hand_codes_to_others_are_refused(string url)
    {
        var pool = fixture.Pool;

        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("CreateUserPoolClient", new { UserPoolId = pool.PoolId, ClientName = "c", CallbackURLs = new[] { url } })).ErrorType);
        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("CreateUserPoolClient", new { UserPoolId = pool.PoolId, ClientName = "c", LogoutURLs = new[] { url } })).ErrorType);
    }

    [Fact]
    public async Task A_write_list_must_hold_every_required_attribute()
    {
        var pool = await TestPool.Create(_service, new() { ["Schema"] = new object[] { new { Name = "email", Required = true } } });

        await Aws.Refuses("CreateUserPoolClient", new { UserPoolId = pool.PoolId, ClientName = "c", WriteAttributes = new[] { "name" } },
            PoolCalls.InvalidParameter, "Invalid write attributes specified while creating a client");
        await Make(pool, ("WriteAttributes", new[] { "name", "email" }));
    }

    [Fact]
    public async Task S21_a_client_of_another_pool_is_unknown()
    {
        var (pool, other) = (await TestPool.Create(_service), await TestPool.Create(_service));
        foreach (var operation in new[] { "DescribeUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient" })
        {
            foreach (var clientId in new[] { pool.ClientId, "unknown" })
                await Aws.Refuses(operation, new { UserPoolId = other.PoolId, ClientId = clientId }, "ResourceNotFoundException", "User pool client does not exist.");
            await Aws.Refuses(operation, new { UserPoolId = "us-east-1_Absent000", pool.ClientId }, "ResourceNotFoundException", "User pool us-east-1_Absent000 does not exist.");
        }

        await Aws.Call("DescribeUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId });
    }

    [Fact]
    public async Task S21_S27_clients_are_listed_page_by_page_with_a_token_of_their_pool_only()
    {
        var (pool, other) = (await TestPool.Create(_service), await TestPool.Create(_service));
        var ids = new[] { pool.ClientId, Id(await Make(pool)), Id(await Make(pool)) }.Order(StringComparer.Ordinal).ToArray();

        var first = await Aws.Call("ListUserPoolClients", new { UserPoolId = pool.PoolId, MaxResults = 2 });
        var token = first.GetProperty("NextToken").GetString();
        var last = await Aws.Call("ListUserPoolClients", new { UserPoolId = pool.PoolId, MaxResults = 2, NextToken = token });

        Assert.Equal(ids, first.GetProperty("UserPoolClients").EnumerateArray().Concat(last.GetProperty("UserPoolClients").EnumerateArray()).Select(Id));
        Assert.False(last.TryGetProperty("NextToken", out _));
        await Aws.Refuses("ListUserPoolClients", new { UserPoolId = other.PoolId, MaxResults = 2, NextToken = token },
            PoolCalls.InvalidParameter, "Provided pagination token is invalid. Check the token and try your request again.");
    }

    [Fact]
    public async Task S38_a_deleted_client_is_gone_with_its_tokens()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("holder");
        var tokens = await pool.SignIn("holder");

        await Aws.Answers("DeleteUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId }, "");

        await Aws.Refuses("DeleteUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId }, "ResourceNotFoundException", "User pool client does not exist.");
        Assert.Empty((await Aws.Call("ListUserPoolClients", new { UserPoolId = pool.PoolId })).GetProperty("UserPoolClients").EnumerateArray());
        Assert.Equal("ResourceNotFoundException", (await Aws.Try("GetUser", new { AccessToken = tokens.GetProperty("AccessToken").GetString() })).ErrorType);
        Assert.Equal("ResourceNotFoundException", (await Aws.Try("GetTokensFromRefreshToken",
            new { pool.ClientId, RefreshToken = tokens.GetProperty("RefreshToken").GetString() })).ErrorType);
        await Aws.Refuses("SignUp", pool.SignUp("x"), "ResourceNotFoundException", $"User pool client {pool.ClientId} does not exist.");
    }
}
