using IdentityService.TestHost;
using Xunit;
using static IdentityService.Operations.Tests.UserPools.SignIn.SignInCalls;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

public sealed class PasswordFlowTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Incorrect = "Incorrect username or password.";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task A_user_signs_in_by_password_through_either_door()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        foreach (var answer in new[]
        {
            await pool.ByPassword("jane"),
            await pool.AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", TestPool.Password)),
            await pool.AdminBegin("ADMIN_NO_SRP_AUTH", ("USERNAME", "jane"), ("PASSWORD", TestPool.Password)),
        })
        {
            Assert.Equal("{}", answer.Json.GetProperty("ChallengeParameters").GetRawText());
            Assert.Equal(
                ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"],
                answer.Tokens().EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
            Assert.Equal(3600, answer.Tokens().GetProperty("ExpiresIn").GetInt32());
            Assert.Equal("Bearer", answer.Tokens().Text("TokenType"));
        }
    }

    [Theory]
    [InlineData("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client")]
    [InlineData("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client.")]
    [InlineData("CUSTOM_AUTH", "CUSTOM_AUTH is not enabled for the client.")]
    [InlineData("REFRESH_TOKEN_AUTH", "Auth flow not enabled for this client")]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported.")]
    [InlineData("ADMIN_NO_SRP_AUTH", "Initiate Auth method not supported.")]
    public async Task A_flow_the_client_does_not_list_is_refused_before_anything_else(string flow, string message)
    {
        var pool = await TestPool.Create(_service, client: new() { ["ExplicitAuthFlows"] = new[] { "ALLOW_USER_AUTH" } });

        (await pool.Begin(flow)).MustRefuse("InvalidParameterException", message);
    }

    [Fact]
    public async Task Administrators_flows_must_be_listed_too()
    {
        var pool = await TestPool.Create(_service, client: new() { ["ExplicitAuthFlows"] = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

        (await pool.AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "a"), ("PASSWORD", "b")))
            .MustRefuse("InvalidParameterException", "Auth flow not enabled for this client");
    }

    [Fact]
    public async Task Missing_parameters_are_named()
    {
        var pool = await TestPool.Create(_service);

        (await pool.Begin("USER_PASSWORD_AUTH")).MustRefuse("InvalidParameterException", "Missing required parameter USERNAME");
        (await pool.Begin("USER_PASSWORD_AUTH", ("USERNAME", "jane"))).MustRefuse("InvalidParameterException", "Missing required parameter PASSWORD");
        (await pool.Begin("USER_SRP_AUTH", ("USERNAME", "jane"))).MustRefuse("InvalidParameterException", "Missing required parameter SRP_A");
        (await pool.Begin("REFRESH_TOKEN_AUTH")).MustRefuse("InvalidParameterException", "Missing required parameter REFRESH_TOKEN");
        (await pool.Answer("NEW_PASSWORD_REQUIRED", session: null, ("USERNAME", "jane"), ("NEW_PASSWORD", "x")))
            .MustRefuse("InvalidParameterException", "Missing required parameter Session");
    }

    [Fact]
    public async Task Clients_and_pools_that_are_not_there_are_named()
    {
        var (pool, other) = (await TestPool.Create(_service), await TestPool.Create(_service));

        (await (pool with { ClientId = "nosuchclient00000000000001" }).ByPassword("jane"))
            .MustRefuse("ResourceNotFoundException", "User pool client nosuchclient00000000000001 does not exist.");
        (await (pool with { ClientId = other.ClientId }).AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", "x")))
            .MustRefuse("ResourceNotFoundException", $"User pool client {other.ClientId} does not exist in user pool {pool.PoolId}.");
        (await (pool with { PoolId = "us-east-1_nothere00" }).AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", "x")))
            .MustRefuse("ResourceNotFoundException", "User pool us-east-1_nothere00 does not exist.");
    }

    [Fact]
    public async Task A_client_with_a_secret_must_prove_it_over_the_name_as_sent()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        await pool.AddUser("jane");
        var client = await pool.AddClient(new() { ["GenerateSecret"] = true });
        var (guarded, secret) = (pool with { ClientId = client.Text("ClientId") }, client.Text("ClientSecret"));

        (await guarded.ByPassword("jane")).MustBeUnauthorized($"Client {guarded.ClientId} is configured with secret but SECRET_HASH was not received");
        (await Try("jane", Hash("jane", guarded.ClientId, secret + "x"))).MustBeUnauthorized($"Unable to verify secret hash for client {guarded.ClientId}");
        (await Try("jane@example.com", Hash("jane", guarded.ClientId, secret)))
            .MustBeUnauthorized($"Unable to verify secret hash for client {guarded.ClientId}");
        (await Try("jane@example.com", Hash("jane@example.com", guarded.ClientId, secret))).Tokens();
        (await pool.Begin("USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", TestPool.Password), ("SECRET_HASH", "aaaa")))
            .MustRefuse("InvalidParameterException", $"App client {pool.ClientId} is not configured for secret but secret hash was received");

        Task<AwsAnswer> Try(string name, string hash) =>
            guarded.Begin("USER_PASSWORD_AUTH", ("USERNAME", name), ("PASSWORD", TestPool.Password), ("SECRET_HASH", hash));
    }

    [Theory]
    [InlineData("LEGACY", "UserNotFoundException", "User does not exist.")]
    [InlineData("ENABLED", "NotAuthorizedException", Incorrect)]
    public async Task An_unknown_user_is_told_or_hidden_as_the_client_says(string existence, string type, string message)
    {
        var pool = await TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = existence });
        (await pool.ByPassword("nobody")).MustRefuse(type, message);
        (await pool.AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "nobody"), ("PASSWORD", "x"))).MustRefuse(type, message);
    }

    // S-13: where existence is hidden a state is told only to who knows the password; elsewhere, as Cognito does, to anybody.
    [Theory]
    [InlineData("LEGACY", "User is disabled.", "User is not confirmed.")]
    [InlineData("ENABLED", Incorrect, Incorrect)]
    public async Task States_of_a_user_are_told_before_the_password_only_where_existence_is_not_hidden(string existence, string disabled, string unconfirmed)
    {
        var pool = await TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = existence });
        await pool.AddUser("jane");
        await pool.ForUser("AdminDisableUser", "jane");
        await _service.Aws.Call("SignUp", new { pool.ClientId, Username = "late", TestPool.Password });

        Assert.Equal(disabled, (await pool.ByPassword("jane", "Wrong-1234")).ErrorMessage);
        Assert.Equal(unconfirmed, (await pool.ByPassword("late", "Wrong-1234")).ErrorMessage);
        (await pool.ByPassword("jane")).MustBeUnauthorized("User is disabled.");
        (await pool.ByPassword("late")).MustRefuse("UserNotConfirmedException", "User is not confirmed.");
    }
}
