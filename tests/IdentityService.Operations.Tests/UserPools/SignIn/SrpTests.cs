using System.Globalization;
using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

public sealed class SrpTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Incorrect = "Incorrect username or password.";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task A_user_proves_the_password_without_sending_it()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        var attempt = await SrpAttempt.Begin(pool, "jane");
        Assert.Equal("PASSWORD_VERIFIER", attempt.Challenge.Text("ChallengeName"));
        Assert.False(attempt.Challenge.TryGetProperty("Session", out _));
        Assert.Equal(
            ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"],
            attempt.Parameters.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));

        var answer = await attempt.Answer();
        Assert.Equal("jane", SignInCalls.Claims(answer.Tokens().Text("IdToken")).Text("cognito:username"));
        Assert.Equal("{}", answer.Json.GetProperty("ChallengeParameters").GetRawText());
    }

    [Fact]
    public async Task An_alias_is_answered_with_the_username_and_either_name_may_answer()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        await pool.AddUser("jane");

        var attempt = await SrpAttempt.Begin(pool, "jane@example.com");
        Assert.Equal("jane", attempt.Parameters.Text("USERNAME"));
        (await attempt.Send(attempt.Sign(), username: "jane@example.com")).Tokens();
        (await (await SrpAttempt.Begin(pool, "jane@example.com")).Answer()).Tokens();
    }

    // S-12.
    [Fact]
    public async Task A_block_is_good_for_one_verification_right_or_wrong()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        var right = await SrpAttempt.Begin(pool, "jane");
        (await right.Answer()).Tokens();
        (await right.Answer()).MustBeUnauthorized(Incorrect);

        var wrong = await SrpAttempt.Begin(pool, "jane");
        (await wrong.AnswerWrong()).MustBeUnauthorized(Incorrect);
        (await wrong.Answer()).MustBeUnauthorized(Incorrect);
    }

    [Fact]
    public async Task Every_flaw_of_a_proof_is_refused_alike()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        var block = await SrpAttempt.Begin(pool, "jane");
        var bytes = Convert.FromBase64String(block.Block);
        bytes[^1] ^= 1;
        (await block.Send(block.Sign(), block: Convert.ToBase64String(bytes))).MustBeUnauthorized(Incorrect);
        (await block.Send(block.Sign(), block: "!not base64!")).MustBeUnauthorized(Incorrect);
        (await block.Answer()).Tokens(); // Nothing of this spent the true block.

        var signature = await SrpAttempt.Begin(pool, "jane");
        var proof = Convert.FromBase64String(signature.Sign());
        proof[0] ^= 1;
        (await signature.Send(Convert.ToBase64String(proof))).MustBeUnauthorized(Incorrect);

        var timestamp = await SrpAttempt.Begin(pool, "jane");
        var later = SrpClient.Timestamp(_service.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        (await timestamp.Send(timestamp.Sign(), timestamp: later)).MustBeUnauthorized(Incorrect);

        var stale = await SrpAttempt.Begin(pool, "jane");
        var old = SrpClient.Timestamp(_service.Clock.GetUtcNow() - TimeSpan.FromMinutes(6));
        (await stale.Send(stale.Sign(timestamp: old), timestamp: old)).MustBeUnauthorized(Incorrect);
        (await (await SrpAttempt.Begin(pool, "jane")).Answer()).Tokens();
    }

    // S-12: whoever sends a multiple of N would know the session key; step one answers as ever, the proof is refused.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_multiple_of_N_is_refused_at_the_second_step(int times)
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var a = (SrpGroup.N * times).ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0');

        var begun = await pool.Begin("USER_SRP_AUTH", ("USERNAME", "jane"), ("SRP_A", a));
        Assert.Equal("PASSWORD_VERIFIER", begun.Json.Text("ChallengeName"));
        var attempt = new SrpAttempt(pool, new SrpClient(0), begun.Json);
        (await attempt.Answer()).MustBeUnauthorized(Incorrect);
    }

    // S-14.
    [Fact]
    public async Task A_block_belongs_to_its_client_and_its_user()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        await pool.AddUser("john");
        var sibling = pool with { ClientId = (await pool.AddClient()).Text("ClientId") };
        var stranger = await TestPool.Create(_service);

        var attempt = await SrpAttempt.Begin(pool, "jane");
        (await attempt.Send(attempt.Sign(), by: sibling)).MustBeUnauthorized(Incorrect);
        (await attempt.Send(attempt.Sign(), by: stranger)).MustBeUnauthorized(Incorrect);
        (await attempt.Send(attempt.Sign(), username: "john")).MustBeUnauthorized(Incorrect);
        (await attempt.Answer()).Tokens();
    }

    [Fact]
    public async Task A_block_expires_with_the_session_of_its_client()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var attempt = await SrpAttempt.Begin(pool, "jane");

        _service.Clock.Advance(TimeSpan.FromMinutes(3));

        (await attempt.Answer()).MustBeUnauthorized(Incorrect);
    }

    // S-13.
    [Fact]
    public async Task An_unknown_user_gets_a_challenge_that_looks_alike_and_stays_the_same()
    {
        var pool = await TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = "ENABLED" });
        await pool.AddUser("jane");

        var known = await SrpAttempt.Begin(pool, "jane");
        var (first, second, other) =
            (await SrpAttempt.Begin(pool, "nobody"), await SrpAttempt.Begin(pool, "nobody"), await SrpAttempt.Begin(pool, "nobody-else"));

        Assert.Equal(first.Parameters.Text("SALT"), second.Parameters.Text("SALT"));
        Assert.NotEqual(first.Parameters.Text("SALT"), other.Parameters.Text("SALT"));
        Assert.NotEqual(first.Parameters.Text("SRP_B"), second.Parameters.Text("SRP_B"));
        Assert.Equal(known.Parameters.Text("SALT").Length, first.Parameters.Text("SALT").Length);
        Assert.Equal("nobody", first.Parameters.Text("USER_ID_FOR_SRP"));
        (await first.Answer()).MustBeUnauthorized(Incorrect);
    }

    [Fact]
    public async Task Where_usernames_are_generated_an_unknown_one_looks_generated()
    {
        var pool = await TestPool.Create(
            _service, new() { ["UsernameAttributes"] = new[] { "email" } }, new() { ["PreventUserExistenceErrors"] = "ENABLED" });

        var (first, second) = (await SrpAttempt.Begin(pool, "nobody@example.com"), await SrpAttempt.Begin(pool, "nobody@example.com"));

        Assert.True(Guid.TryParse(first.Parameters.Text("USERNAME"), out _));
        Assert.Equal(first.Parameters.Text("USERNAME"), second.Parameters.Text("USERNAME"));
    }

    [Fact]
    public async Task An_unknown_user_is_named_where_the_client_does_not_hide_it()
    {
        var pool = await TestPool.Create(_service);

        (await pool.Begin("USER_SRP_AUTH", ("USERNAME", "nobody"), ("SRP_A", new SrpClient().SrpA)))
            .MustRefuse("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task An_administrator_may_drive_it_as_well()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var client = new SrpClient();

        var begun = await pool.AdminBegin("USER_SRP_AUTH", ("USERNAME", "jane"), ("SRP_A", client.DotNetSrpA));

        (await new SrpAttempt(pool, client, begun.Json).Answer()).Tokens();
    }
}
