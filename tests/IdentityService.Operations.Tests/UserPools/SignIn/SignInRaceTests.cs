using IdentityService.TestHost;
using Xunit;
using static IdentityService.Operations.Tests.UserPools.SignIn.SignInCalls;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>What must have one winner has one, whoever asks at the same time.</summary>
public sealed class SignInRaceTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const int Rounds = 50;
    private const int Racers = 4;
    private readonly TestService _service = fixture.Service;

    // S-14.
    [Fact]
    public async Task One_of_many_answers_to_a_session_wins()
    {
        var pool = await TestPool.Create(_service);
        for (var round = 0; round < Rounds / 2; round++) // A round costs three password hashes.
        {
            var name = $"jane{round}";
            await pool.AddInvited(name);
            var session = (await (await SrpAttempt.Begin(pool, name)).Answer()).Json.Text("Session");

            var answers = await Race(2, i => pool.Answer("NEW_PASSWORD_REQUIRED", session, ("USERNAME", name), ("NEW_PASSWORD", $"My-0wn-Passw0rd{i}")));

            var winner = Assert.Single(answers, a => a.ErrorType is null);
            var loser = Assert.Single(answers, a => a.ErrorType is not null);
            loser.MustBeUnauthorized("Invalid session for the user, session can only be used once.");
            if (round % 10 == 0)
                (await pool.ByPassword(name, $"My-0wn-Passw0rd{answers.IndexOf(winner)}")).Tokens();
        }
    }

    // S-12.
    [Fact]
    public async Task One_of_many_equal_proofs_wins()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        for (var round = 0; round < Rounds; round++)
        {
            var attempt = await SrpAttempt.Begin(pool, "jane");
            var proof = attempt.Sign();

            var answers = await Race(Racers, _ => attempt.Send(proof));

            Assert.Single(answers, a => a.ErrorType is null);
            _service.Clock.Advance(TimeSpan.FromMinutes(16));
        }
    }

    [Fact]
    public async Task Without_grace_one_of_many_uses_of_a_refresh_token_wins_and_the_family_ends()
    {
        var pool = await Rotating(graceSeconds: 0);
        for (var round = 0; round < Rounds; round++)
        {
            var refresh = await SignIn(pool);

            var answers = await Race(Racers, _ => pool.Renew(refresh));

            var winner = Assert.Single(answers, a => a.ErrorType is null);
            foreach (var loser in answers.Where(a => a != winner))
                Assert.Contains(loser.ErrorType, new[] { "RefreshTokenReuseException", "NotAuthorizedException" });
            (await pool.Renew(winner.Tokens().Text("RefreshToken"))).MustBeUnauthorized(message: null);
        }
    }

    // S-10: racing tabs never displace each other.
    [Fact]
    public async Task Within_the_grace_all_uses_of_a_refresh_token_get_the_same_successor()
    {
        var pool = await Rotating(graceSeconds: 60);
        var refresh = await SignIn(pool);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Race(Racers, _ => pool.Renew(refresh));

            var successors = answers.Select(a => a.Tokens().Text("RefreshToken")).ToList();
            Assert.Single(successors.Select(s => Claims(s).Text("jti")).Distinct(StringComparer.Ordinal));
            refresh = successors[0];
        }
    }

    [Fact]
    public async Task A_token_that_is_revoked_while_used_leaves_nothing_alive()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        for (var round = 0; round < Rounds; round++)
        {
            var refresh = await SignIn(pool);

            var answers = await Race(3, i => i == 0 ? pool.Revoke(refresh) : pool.Refresh(refresh));

            Assert.Equal("{}", answers[0].Body);
            foreach (var used in answers.Skip(1))
            {
                if (used.ErrorType is not null)
                    used.MustBeUnauthorized("Refresh Token has been revoked");
                else
                    (await pool.GetUser(used.Tokens().Text("AccessToken"))).MustBeUnauthorized("Access Token has been revoked");
            }

            (await pool.Refresh(refresh)).MustBeUnauthorized("Refresh Token has been revoked");
        }
    }

    // S-17: of any number of guesses at once, five are looked at.
    [Fact]
    public async Task Parallel_guesses_never_get_more_tries()
    {
        var pool = await TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = "ENABLED" });
        await pool.AddUser("jane");
        var client = new SrpClient();
        for (var round = 0; round < Rounds; round++)
        {
            // A known name only while its hundred failures last (N-69).
            var name = round < 15 ? "jane" : $"nobody{round}";
            var attempts = new List<SrpAttempt>();
            for (var i = 0; i < 10; i++)
                attempts.Add(await SrpAttempt.Begin(pool, name, client));

            var answers = await Race(attempts.Count, i => attempts[i].AnswerWrong());

            Assert.Equal(5, answers.Count(a => a.ErrorMessage == "Incorrect username or password."));
            Assert.Equal(5, answers.Count(a => a.ErrorMessage == "Password attempts exceeded"));
            _service.Clock.Advance(TimeSpan.FromMinutes(16));
        }
    }

    // By SRP, which costs less than a password's hash.
    private static async Task<string> SignIn(TestPool pool) => (await (await SrpAttempt.Begin(pool, "jane")).Answer()).Tokens().Text("RefreshToken");

    private async Task<TestPool> Rotating(int graceSeconds)
    {
        var pool = await TestPool.Create(_service, client: RotationTests.RotatingClient(graceSeconds));
        await pool.AddUser("jane");
        return pool;
    }

    private static async Task<List<AwsAnswer>> Race(int racers, Func<int, Task<AwsAnswer>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, racers).Select(async i =>
        {
            await start.Task;
            return await run(i);
        }).ToList();
        start.SetResult();
        return [.. await Task.WhenAll(running)];
    }
}
