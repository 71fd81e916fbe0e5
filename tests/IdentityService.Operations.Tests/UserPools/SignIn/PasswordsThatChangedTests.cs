using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>A sign-in that is under way when its password or user changes.</summary>
public sealed class PasswordsThatChangedTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Temporary = "Temp0rary-One!";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task N76_a_handle_dies_with_the_temporary_password_it_was_proven_with()
    {
        var pool = await TestPool.Create(_service);
        await Invite(pool, "anna");
        var handle = await BeginWithTemporary(pool, "anna");

        await _service.Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = "anna", Password = "Temp0rary-Two!", Permanent = false });

        var answer = await AnswerNewPassword(pool, "anna", handle, "My-0wn-Password!");
        Assert.Equal("NotAuthorizedException", answer.ErrorType);
    }

    [Fact]
    public async Task S22_an_address_changed_on_the_way_through_a_sign_in_is_not_verified_and_its_alias_is_given_up()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        await Invite(pool, "bob");
        var handle = await BeginWithTemporary(pool, "bob");

        var answer = await AnswerNewPassword(pool, "bob", handle, "My-0wn-Password!", ("userAttributes.email", "victim@example.com"));
        Assert.Null(answer.ErrorType);

        var user = await _service.Aws.Call("AdminGetUser", new { UserPoolId = pool.PoolId, Username = "bob" });
        Assert.Equal("victim@example.com", Attribute(user, "email"));
        Assert.Equal("false", Attribute(user, "email_verified"));
        foreach (var alias in new[] { "bob@example.com", "victim@example.com" })
            Assert.Equal("UserNotFoundException", (await _service.Aws.Try("AdminGetUser", new { UserPoolId = pool.PoolId, Username = alias })).ErrorType);
    }

    [Fact]
    public async Task N13_a_sign_in_under_way_does_not_survive_a_password_reset()
    {
        var pool = await TestPool.Create(_service);
        for (var round = 0; round < 10; round++)
        {
            var username = $"user{round}";
            await pool.AddUser(username);
            var signIns = Enumerable.Range(0, 3).Select(_ => TrySignIn(pool, username)).ToList();
            await _service.Aws.Call("AdminSetUserPassword", new { UserPoolId = pool.PoolId, Username = username, Password = "An0ther-Password!", Permanent = true });

            foreach (var signedIn in (await Task.WhenAll(signIns)).Where(a => a.ErrorType is null))
            {
                var refresh = signedIn.Json.GetProperty("AuthenticationResult").GetProperty("RefreshToken").GetString();
                var answer = await _service.Aws.Try("GetTokensFromRefreshToken", new { pool.ClientId, RefreshToken = refresh });
                Assert.Equal("NotAuthorizedException", answer.ErrorType);
            }
        }
    }

    private async Task Invite(TestPool pool, string username) => await _service.Aws.Call("AdminCreateUser", new
    {
        UserPoolId = pool.PoolId, Username = username, TemporaryPassword = Temporary, MessageAction = "SUPPRESS",
        UserAttributes = new[] { new { Name = "email", Value = TestPool.EmailOf(username) }, new { Name = "email_verified", Value = "true" } },
    });

    private async Task<string> BeginWithTemporary(TestPool pool, string username) =>
        (await TrySignIn(pool, username, Temporary)).Json.GetProperty("Session").GetString()!;

    private Task<AwsAnswer> TrySignIn(TestPool pool, string username, string password = TestPool.Password) => _service.Aws.Try("InitiateAuth", new
    {
        AuthFlow = "USER_PASSWORD_AUTH", pool.ClientId,
        AuthParameters = new Dictionary<string, string> { ["USERNAME"] = username, ["PASSWORD"] = password },
    });

    private Task<AwsAnswer> AnswerNewPassword(TestPool pool, string username, string session, string password, params (string Name, string Value)[] more)
    {
        var responses = new Dictionary<string, string> { ["USERNAME"] = username, ["NEW_PASSWORD"] = password };
        foreach (var (name, value) in more)
            responses[name] = value;
        return _service.Aws.Try("RespondToAuthChallenge", new
        {
            ChallengeName = "NEW_PASSWORD_REQUIRED", pool.ClientId, Session = session, ChallengeResponses = responses,
        });
    }

    private static string? Attribute(JsonElement user, string name) => user.GetProperty("UserAttributes").EnumerateArray()
        .Where(a => a.GetProperty("Name").GetString() == name).Select(a => a.GetProperty("Value").GetString()).SingleOrDefault();
}
