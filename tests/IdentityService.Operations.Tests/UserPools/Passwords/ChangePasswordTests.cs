using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Passwords;

public sealed class ChangePasswordTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    private const string Other = "An0ther-Password!";
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private static object Change(string token, string? previous = TestPool.Password, string proposed = Other) =>
        new { AccessToken = token, PreviousPassword = previous, ProposedPassword = proposed };

    [Fact]
    public async Task N13_the_session_that_asked_stays_and_all_others_end()
    {
        var pool = fixture.Pool;
        await pool.AddUser("self");
        var (mine, another) = (await pool.AccessToken("self"), await pool.SignIn("self"));

        await Aws.Answers("ChangePassword", Change(mine), "{}");

        await Aws.Call("GetUser", new { AccessToken = mine });
        await Aws.Refuses("GetUser", new { AccessToken = another.GetProperty("AccessToken").GetString() }, PoolCalls.NotAuthorized, "Access Token has been revoked");
        Assert.Equal(PoolCalls.NotAuthorized, (await Aws.Try("GetTokensFromRefreshToken",
            new { pool.ClientId, RefreshToken = another.GetProperty("RefreshToken").GetString() })).ErrorType);
        await pool.SignIn("self", Other);
        Assert.Equal("Incorrect username or password.", (await pool.TrySignIn("self")).ErrorMessage);
    }

    [Fact]
    public async Task The_old_password_must_be_right_and_the_new_one_keep_the_policy()
    {
        var pool = fixture.Pool;
        await pool.AddUser("strict");
        var token = await pool.AccessToken("strict");

        await Aws.Refuses("ChangePassword", Change(token, previous: "Wr0ng-Password!"), PoolCalls.NotAuthorized, "Incorrect username or password.");
        await Aws.Refuses("ChangePassword", Change(token, previous: null), PoolCalls.InvalidParameter, "Missing required parameter PreviousPassword");
        await Aws.Refuses("ChangePassword", Change(token, proposed: "Ab1!"),
            "InvalidPasswordException", "Password does not conform to policy: Password not long enough");
        await Aws.Refuses("ChangePassword", Change("no-token"), PoolCalls.NotAuthorized, "Invalid Access Token");
        await pool.SignIn("strict");
    }

    [Fact]
    public async Task S17_guesses_of_the_old_password_share_the_lock_of_the_sign_in()
    {
        var pool = fixture.Pool;
        await pool.AddUser("guessed");
        var token = await pool.AccessToken("guessed");
        for (var i = 0; i < 4; i++)
            await Aws.Refuses("ChangePassword", Change(token, previous: "Wr0ng-Password!"), PoolCalls.NotAuthorized, "Incorrect username or password.");
        for (var i = 0; i < 6; i++)
            await pool.TrySignIn("guessed", "Wr0ng-Password!");

        await Aws.Refuses("ChangePassword", Change(token), PoolCalls.NotAuthorized, "Password attempts exceeded");
    }

    [Fact]
    public async Task S16_five_changes_an_hour_are_enough()
    {
        var pool = fixture.Pool;
        await pool.AddUser("often");
        var token = await pool.AccessToken("often");
        for (var i = 0; i < 5; i++)
            await Aws.Try("ChangePassword", Change(token, proposed: "Ab1!"));

        await Aws.Refuses("ChangePassword", Change(token), "LimitExceededException", "Attempt limit exceeded, please try after some time.");
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Aws.Call("ChangePassword", Change(await pool.AccessToken("often")));
    }

    [Fact]
    public async Task Of_changes_at_once_that_rest_on_one_password_one_wins()
    {
        var pool = fixture.Pool;
        await pool.AddUser("twins");
        var token = await pool.AccessToken("twins");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Aws.Try("ChangePassword", Change(token, proposed: $"Pr0posed-{i}!"))));

        var winner = Assert.Single(Enumerable.Range(0, 3), i => answers[i].ErrorType is null);
        await pool.SignIn("twins", $"Pr0posed-{winner}!");
    }
}
