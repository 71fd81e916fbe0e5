using IdentityService.Operations.Tests.UserPools.SignIn;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Sessions;

/// <summary>RevokeToken, GlobalSignOut, AdminUserGlobalSignOut and DeleteUser.</summary>
public sealed class SignOutTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Revoked = "Access Token has been revoked";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task Revoking_ends_one_session_and_no_other()
    {
        var pool = await WithJane();
        var (first, second) = (await pool.SignIn("jane"), await pool.SignIn("jane"));

        Assert.Equal("{}", (await pool.Revoke(first.Text("RefreshToken"))).Body);

        (await pool.GetUser(first.Text("AccessToken"))).MustBeUnauthorized(Revoked);
        (await pool.Refresh(first.Text("RefreshToken"))).MustBeUnauthorized("Refresh Token has been revoked");
        Assert.Null((await pool.GetUser(second.Text("AccessToken"))).ErrorType);
        (await pool.Refresh(second.Text("RefreshToken"))).Tokens();
    }

    // RFC 7009 2.2.
    [Fact]
    public async Task Revoking_what_is_ended_or_unknown_is_no_error()
    {
        var pool = await WithJane();
        var refresh = (await pool.SignIn("jane")).Text("RefreshToken");

        foreach (var token in new[] { refresh, refresh, "unknown" })
            Assert.Equal("{}", (await pool.Revoke(token)).Body);
    }

    [Fact]
    public async Task Only_refresh_tokens_of_the_same_client_are_revoked()
    {
        var pool = await WithJane();
        var sibling = pool with { ClientId = (await pool.AddClient()).Text("ClientId") };
        var tokens = await pool.SignIn("jane");

        Assert.Equal("UnsupportedTokenTypeException", (await pool.Revoke(tokens.Text("AccessToken"))).ErrorType);
        Assert.Equal("UnsupportedTokenTypeException", (await pool.Revoke(tokens.Text("IdToken"))).ErrorType);
        await sibling.Revoke(tokens.Text("RefreshToken")); // N-38.
        Assert.Null((await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    [Fact]
    public async Task A_client_must_prove_its_secret_and_have_revocation()
    {
        var pool = await WithJane();
        var client = await pool.AddClient(new() { ["GenerateSecret"] = true });
        var guarded = pool with { ClientId = client.Text("ClientId") };
        var plain = pool with { ClientId = (await pool.AddClient(new() { ["EnableTokenRevocation"] = false })).Text("ClientId") };

        (await guarded.Revoke("x")).MustRefuse("UnauthorizedException", "Invalid client or secret");
        (await guarded.Revoke("x", new string('x', 30))).MustRefuse("UnauthorizedException", "Invalid client or secret");
        Assert.Equal("{}", (await guarded.Revoke("x", client.Text("ClientSecret"))).Body);
        (await (pool with { ClientId = "nosuchclient00000000000001" }).Revoke("x")).MustRefuse("UnauthorizedException", "Invalid client or secret");
        (await plain.Revoke("x")).MustRefuse("UnsupportedOperationException", "This feature is not enabled for this client");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_global_sign_out_ends_every_session_and_none_that_follows(bool byAdministrator)
    {
        var pool = await WithJane();
        var sessions = new[] { await pool.SignIn("jane"), await pool.SignIn("jane") };
        var access = sessions[0].Text("AccessToken");

        var done = byAdministrator
            ? await pool.ForUser("AdminUserGlobalSignOut", "jane")
            : await _service.Aws.Try("GlobalSignOut", new { AccessToken = access });

        Assert.Equal("{}", done.Body);
        foreach (var session in sessions)
        {
            (await pool.GetUser(session.Text("AccessToken"))).MustBeUnauthorized(Revoked);
            (await pool.Refresh(session.Text("RefreshToken"))).MustBeUnauthorized("Refresh Token has been revoked");
        }

        (await _service.Aws.Try("GlobalSignOut", new { AccessToken = access })).MustBeUnauthorized(Revoked);
        var next = await pool.SignIn("jane"); // In the same second.
        Assert.Null((await pool.GetUser(next.Text("AccessToken"))).ErrorType);
    }

    [Fact]
    public async Task A_user_deletes_itself()
    {
        var pool = await WithJane();
        var tokens = await pool.SignIn("jane");
        var request = new { AccessToken = tokens.Text("AccessToken") };

        Assert.Equal("", (await _service.Aws.Try("DeleteUser", request)).Body);

        (await _service.Aws.Try("DeleteUser", request)).MustRefuse("UserNotFoundException", "User does not exist.");
        (await pool.Refresh(tokens.Text("RefreshToken"))).MustBeUnauthorized("The user has been deleted for the associated refresh token");
        (await pool.ByPassword("jane")).MustRefuse("UserNotFoundException", "User does not exist.");
    }

    [Theory]
    [InlineData("AdminDisableUser")]
    [InlineData("AdminEnableUser")]
    [InlineData("AdminUserGlobalSignOut")]
    public async Task Administrators_verbs_name_what_is_not_there(string operation)
    {
        var pool = await TestPool.Create(_service);

        (await pool.ForUser(operation, "nobody")).MustRefuse("UserNotFoundException", "User does not exist.");
        Assert.Equal("ResourceNotFoundException", (await (pool with { PoolId = "us-east-1_nothere00" }).ForUser(operation, "nobody")).ErrorType);
        var unsigned = await _service.Aws.TryUnsigned(operation, new { UserPoolId = pool.PoolId, Username = "nobody" });
        unsigned.MustRefuse("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    private async Task<TestPool> WithJane()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        return pool;
    }
}
