using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

public sealed class NewPasswordTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Own = "My-0wn-Passw0rd!";
    private const string Challenge = "NEW_PASSWORD_REQUIRED";
    private readonly TestService _service = fixture.Service;

    // The sign-in is bound to pool, client and user, not to the door it began by (Cognito: observed).
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task One_door_begins_and_the_other_ends(bool adminBegins, bool adminEnds)
    {
        var pool = await TestPool.Create(_service);
        await pool.AddInvited("jane");

        var begun = adminBegins
            ? await pool.AdminBegin("ADMIN_USER_PASSWORD_AUTH", ("USERNAME", "jane"), ("PASSWORD", TestPool.Password))
            : await pool.ByPassword("jane");
        Assert.Equal(Challenge, begun.Json.Text("ChallengeName"));
        Assert.False(begun.Json.TryGetProperty("AuthenticationResult", out _));
        var parameters = begun.Json.GetProperty("ChallengeParameters");
        Assert.Equal("jane", parameters.Text("USER_ID_FOR_SRP"));
        Assert.Equal("[]", parameters.Text("requiredAttributes"));
        var attributes = JsonSerializer.Deserialize<Dictionary<string, string>>(parameters.Text("userAttributes"))!;
        Assert.Equal(new(StringComparer.Ordinal) { ["email"] = "jane@example.com", ["email_verified"] = "true" }, attributes);

        var session = begun.Json.Text("Session");
        var ended = adminEnds
            ? await pool.AdminAnswer(Challenge, session, ("USERNAME", "jane"), ("NEW_PASSWORD", Own))
            : await pool.Answer(Challenge, session, ("USERNAME", "jane"), ("NEW_PASSWORD", Own));
        ended.Tokens();
        (await pool.ByPassword("jane", Own)).Tokens();
        Assert.Equal("CONFIRMED", (await pool.ForUser("AdminGetUser", "jane")).Json.Text("UserStatus"));
    }

    [Fact]
    public async Task It_follows_a_proof_by_SRP_as_well()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddInvited("jane");

        var asked = await (await SrpAttempt.Begin(pool, "jane")).Answer();

        Assert.Equal(Challenge, asked.Json.Text("ChallengeName"));
        (await Answer(pool, asked.Json.Text("Session"))).Tokens();
        (await (await SrpAttempt.Begin(pool, "jane")).Answer(Own)).Tokens();
    }

    [Fact]
    public async Task Required_attributes_are_asked_for_and_taken()
    {
        var pool = await TestPool.Create(_service, new()
        {
            ["Schema"] = new object[] { new { Name = "name", Required = true, Mutable = true }, new { Name = "email", Required = true, Mutable = true } },
        });
        await pool.AddInvited("jane");
        var begun = (await pool.ByPassword("jane")).Json;
        var session = begun.Text("Session");
        Assert.Equal("""["userAttributes.name"]""", begun.GetProperty("ChallengeParameters").Text("requiredAttributes"));

        (await Answer(pool, session)).MustRefuse("InvalidParameterException", "Invalid attributes given, name is missing");
        (await Answer(pool, session, ("userAttributes.name", "Jane"), ("userAttributes.email", "other@example.com")))
            .MustBeUnauthorized("Cannot modify an already provided email");
        var ended = await Answer(pool, session, ("userAttributes.name", "Jane"));

        Assert.Equal("Jane", SignInCalls.Claims(ended.Tokens().Text("IdToken")).Text("name"));
        (await Answer(pool, session, ("userAttributes.name", "Jane"))).MustBeUnauthorized("Invalid session for the user, session can only be used once.");
    }

    // S-14: a refused answer leaves the Session open, a right one consumes it.
    [Fact]
    public async Task A_refused_password_leaves_the_session_open_and_a_taken_one_spends_it()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddInvited("jane");
        var session = (await pool.ByPassword("jane")).Json.Text("Session");

        (await pool.Answer(Challenge, session, ("USERNAME", "jane")))
            .MustRefuse("InvalidParameterException", "Invalid attributes given, new password should be given with key NEW_PASSWORD.");
        (await pool.Answer(Challenge, session, ("USERNAME", "jane"), ("NEW_PASSWORD", "short")))
            .MustRefuse("InvalidPasswordException", "Password does not conform to policy: Password not long enough");
        (await Answer(pool, session)).Tokens();
        (await Answer(pool, session)).MustBeUnauthorized("Invalid session for the user, session can only be used once.");
    }

    // S-14.
    [Fact]
    public async Task A_session_belongs_to_its_pool_client_user_and_challenge()
    {
        var (pool, stranger) = (await TestPool.Create(_service), await TestPool.Create(_service));
        await pool.AddInvited("jane");
        await pool.AddInvited("john");
        var sibling = pool with { ClientId = (await pool.AddClient()).Text("ClientId") };
        var session = (await pool.ByPassword("jane")).Json.Text("Session");

        (await Answer(sibling, session)).MustBeUnauthorized("Invalid session for the user.");
        (await Answer(stranger, session)).MustBeUnauthorized("Invalid session for the user.");
        (await pool.Answer(Challenge, session, ("USERNAME", "john"), ("NEW_PASSWORD", Own))).MustBeUnauthorized("Invalid session for the user.");
        (await Answer(pool, session[..^4] + "AAAA")).MustBeUnauthorized("Invalid session for the user.");
        (await Answer(pool, (await SrpAttempt.Begin(pool, "jane")).Block)).MustBeUnauthorized("Invalid session for the user.");
        (await Answer(pool, session)).Tokens();
    }

    [Fact]
    public async Task A_session_expires_after_the_clients_minutes()
    {
        var pool = await TestPool.Create(_service, client: new() { ["AuthSessionValidity"] = 5 });
        await pool.AddInvited("jane");
        var (first, second) = ((await pool.ByPassword("jane")).Json.Text("Session"), (await pool.ByPassword("jane")).Json.Text("Session"));

        _service.Clock.Advance(TimeSpan.FromMinutes(4.5));
        (await pool.Answer(Challenge, first, ("USERNAME", "jane"), ("NEW_PASSWORD", "short")))
            .MustRefuse("InvalidPasswordException", "Password does not conform to policy: Password not long enough");
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Answer(pool, second)).MustBeUnauthorized("Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task A_session_is_dead_once_the_password_was_set_otherwise()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddInvited("jane");
        var session = (await pool.ByPassword("jane")).Json.Text("Session");

        await _service.Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "jane", Password = "An0ther-Password", Permanent = true });

        (await Answer(pool, session)).MustBeUnauthorized("Invalid session for the user.");
    }

    [Fact]
    public async Task A_temporary_password_expires()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddInvited("jane");

        _service.Clock.Advance(TimeSpan.FromDays(7));

        (await pool.ByPassword("jane")).MustBeUnauthorized("Temporary password has expired and must be reset by an administrator.");
    }

    private static Task<AwsAnswer> Answer(TestPool pool, string session, params (string, string?)[] attributes) =>
        pool.Answer(Challenge, session, [("USERNAME", "jane"), ("NEW_PASSWORD", Own), .. attributes]);
}
