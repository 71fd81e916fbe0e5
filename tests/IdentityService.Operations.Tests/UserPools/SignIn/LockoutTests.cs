using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>Cognito's back-off (five free, then 2^(n-5) s) with the hard cap of N-69, for known and unknown names alike.</summary>
public sealed class LockoutTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Incorrect = "Incorrect username or password.";
    private const string Exceeded = "Password attempts exceeded";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task The_lock_grows_ends_by_itself_and_is_not_lengthened_by_tries()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        await Fail(pool, "jane", 5);
        (await pool.ByPassword("jane")).MustBeUnauthorized(Exceeded); // The right password, too.
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32 })
        {
            _service.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.9));
            (await (await SrpAttempt.Begin(pool, "jane")).AnswerWrong()).MustBeUnauthorized(Exceeded);
            _service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Fail(pool, "jane", 1);
        }

        _service.Clock.Advance(TimeSpan.FromSeconds(65));
        (await pool.ByPassword("jane")).Tokens();
        await Fail(pool, "jane", 4);
        (await pool.ByPassword("jane")).Tokens();
    }

    // Rule 7 and S-17: one secret, one counter.
    [Fact]
    public async Task Passwords_SRP_and_ChangePassword_share_the_counter()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var access = (await pool.SignIn("jane")).Text("AccessToken");

        (await pool.ByPassword("jane", "Wrong-1234")).MustBeUnauthorized(Incorrect);
        (await pool.AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", "Wrong-1234"))).MustBeUnauthorized(Incorrect);
        (await Change("Wrong-1234")).MustBeUnauthorized(Incorrect);
        await Fail(pool, "jane", 2);

        (await pool.ByPassword("jane")).MustBeUnauthorized(Exceeded);
        (await (await SrpAttempt.Begin(pool, "jane")).Answer()).MustBeUnauthorized(Exceeded);
        (await Change(TestPool.Password)).MustBeUnauthorized(Exceeded);

        Task<AwsAnswer> Change(string previous) => _service.Aws.Try(
            "ChangePassword", new { AccessToken = access, PreviousPassword = previous, ProposedPassword = "An0ther-Password" });
    }

    // S-17: refreshing goes on while guesses lock the password.
    [Fact]
    public async Task The_victims_session_goes_on()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");
        var tokens = await pool.SignIn("jane");

        await Fail(pool, "jane", 5);

        (await pool.Refresh(tokens.Text("RefreshToken"))).Tokens();
        Assert.Null((await pool.GetUser(tokens.Text("AccessToken"))).ErrorType);
    }

    // S-13: the lock is no oracle.
    [Fact]
    public async Task Unknown_names_are_locked_alike()
    {
        var pool = await TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = "ENABLED" });

        (await pool.ByPassword("nobody", "x")).MustBeUnauthorized(Incorrect);
        await Fail(pool, "nobody", 4);
        (await pool.ByPassword("nobody", "x")).MustBeUnauthorized(Exceeded);
        (await pool.ByPassword("nobody-else", "x")).MustBeUnauthorized(Incorrect);
        _service.Clock.Advance(TimeSpan.FromSeconds(1.1));
        (await pool.ByPassword("nobody", "x")).MustBeUnauthorized(Incorrect);
    }

    [Fact]
    public async Task Another_spelling_of_a_name_is_the_same_name()
    {
        var pool = await TestPool.Create(
            _service, new() { ["UsernameConfiguration"] = new { CaseSensitive = false } }, new() { ["PreventUserExistenceErrors"] = "ENABLED" });

        await Fail(pool, "nobody", 3);
        await Fail(pool, "NoBody", 2);

        (await pool.ByPassword("nobodY", "x")).MustBeUnauthorized(Exceeded);
    }

    // N-69: at most 100 failures in a row, however slow; a password set anew opens it.
    [Fact]
    public async Task A_hundred_failures_lock_until_the_password_is_set_anew()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        for (var tries = 0; tries < 100; tries += 4)
        {
            await Fail(pool, "jane", 4);
            _service.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        _service.Clock.Advance(TimeSpan.FromDays(1));
        (await pool.ByPassword("jane")).MustBeUnauthorized(Exceeded);
        await _service.Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "jane", TestPool.Password, Permanent = true });
        (await pool.ByPassword("jane")).Tokens();
    }

    // Two right passwords at once are both right: no lock without five failures.
    [Fact]
    public async Task Right_passwords_at_once_are_all_right()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("jane");

        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pool.ByPassword("jane")));
            Assert.All(answers, a => a.Tokens());
        }
    }

    private static async Task Fail(TestPool pool, string username, int times)
    {
        var client = new SrpClient();
        for (var i = 0; i < times; i++)
            (await (await SrpAttempt.Begin(pool, username, client)).AnswerWrong()).MustBeUnauthorized(Incorrect);
    }
}
