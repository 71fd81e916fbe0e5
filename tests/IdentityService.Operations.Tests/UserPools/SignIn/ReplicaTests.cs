using System.Diagnostics;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>Two replicas share a database and a key, nothing else.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private TestService _one = null!;
    private TestService _two = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await TestService.Start();
        _two = await _one.StartReplica();
    }

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_begun_on_one_ends_on_the_other()
    {
        var pool = await TestPool.Create(_one);
        await pool.AddInvited("jane");
        var there = pool with { Service = _two };

        var asked = await ((await SrpAttempt.Begin(pool, "jane")) with { Pool = there }).Answer();
        var tokens = (await pool.Answer(
            "NEW_PASSWORD_REQUIRED", asked.Json.Text("Session"), ("USERNAME", "jane"), ("NEW_PASSWORD", "My-0wn-Passw0rd!"))).Tokens();

        (await there.Refresh(tokens.Text("RefreshToken"))).Tokens();
        Assert.Null((await there.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    [Fact]
    public async Task A_changed_client_is_seen_by_the_other_within_two_seconds()
    {
        var pool = await TestPool.Create(_one);
        await pool.AddUser("jane");
        var there = pool with { Service = _two };
        (await there.ByPassword("jane")).Tokens();

        await _one.Aws.Call("UpdateUserPoolClient", new { UserPoolId = pool.PoolId, pool.ClientId, ExplicitAuthFlows = new[] { "ALLOW_USER_SRP_AUTH" } });

        var changed = Stopwatch.GetTimestamp();
        while ((await there.Begin("USER_PASSWORD_AUTH")).ErrorMessage != "USER_PASSWORD_AUTH flow not enabled for this client")
        {
            Assert.True(Stopwatch.GetElapsedTime(changed) < TimeSpan.FromSeconds(2), "The other replica still uses the old client.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_user_disabled_on_one_gets_nothing_from_the_other_at_once()
    {
        var pool = await TestPool.Create(_one);
        await pool.AddUser("jane");
        var there = pool with { Service = _two };
        var tokens = (await there.ByPassword("jane")).Tokens();
        var attempt = await SrpAttempt.Begin(there, "jane");

        await pool.ForUser("AdminDisableUser", "jane");

        (await there.GetUser(tokens.Text("AccessToken"))).MustBeUnauthorized("User is disabled.");
        (await there.Refresh(tokens.Text("RefreshToken"))).MustBeUnauthorized("User is disabled.");
        (await there.ByPassword("jane")).MustBeUnauthorized("User is disabled.");
        (await attempt.Answer()).MustBeUnauthorized("User is disabled.");
    }

    [Fact]
    public async Task Guesses_on_both_count_together()
    {
        var pool = await TestPool.Create(_one);
        await pool.AddUser("jane");
        var there = pool with { Service = _two };

        for (var i = 0; i < 5; i++)
            (await (await SrpAttempt.Begin(i % 2 == 0 ? pool : there, "jane")).AnswerWrong()).MustBeUnauthorized("Incorrect username or password.");

        (await there.ByPassword("jane")).MustBeUnauthorized("Password attempts exceeded");
    }
}
