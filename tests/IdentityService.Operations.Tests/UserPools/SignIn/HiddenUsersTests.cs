using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>Where a client hides who exists, known and unknown users look alike (S-13, N-72).</summary>
public sealed class HiddenUsersTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task S13_the_first_step_of_SRP_has_the_same_shape_and_length()
    {
        var pool = await Hidden();
        await pool.AddUser("known01");

        var known = await Srp(pool, "known01");
        var unknown = await Srp(pool, "nobody1");
        Assert.Equal(Names(known), Names(unknown));
        foreach (var parameter in new[] { "SECRET_BLOCK", "SALT" })
            Assert.Equal(known.GetProperty(parameter).GetString()!.Length, unknown.GetProperty(parameter).GetString()!.Length);
        Assert.Equal("nobody1", unknown.GetProperty("USERNAME").GetString());
        Assert.Equal(unknown.GetProperty("SALT").GetString(), (await Srp(pool, "nobody1")).GetProperty("SALT").GetString());
    }

    [Fact]
    public async Task S13_confirming_a_sign_up_tells_nothing_by_error_or_by_limit()
    {
        var pool = await Hidden();
        await _service.Aws.Call("SignUp", new { pool.ClientId, Username = "waiting", TestPool.Password });

        // One has no code outstanding, the other does not exist; fifteen tries an hour go to each.
        foreach (var username in new[] { "waiting", "nobody" })
        {
            for (var i = 0; i < 15; i++)
                Assert.Equal("CodeMismatchException", (await Confirm(pool, username)).ErrorType);
            Assert.Equal("LimitExceededException", (await Confirm(pool, username)).ErrorType);
        }
    }

    [Fact]
    public async Task S13_a_forgotten_password_is_answered_alike_and_stably()
    {
        var pool = await Hidden();
        await pool.AddUser("known");

        var known = await Forgot(pool, "known");
        var unknown = await Forgot(pool, "nobody");
        Assert.Equal(Names(known), Names(unknown));
        Assert.Equal(known.GetProperty("DeliveryMedium").GetString(), unknown.GetProperty("DeliveryMedium").GetString());
        Assert.Equal(unknown.ToString(), (await Forgot(pool, "nobody")).ToString());
    }

    private Task<TestPool> Hidden() => TestPool.Create(_service, client: new() { ["PreventUserExistenceErrors"] = "ENABLED" });

    private async Task<JsonElement> Srp(TestPool pool, string username) => (await _service.Aws.Call("InitiateAuth", new
    {
        AuthFlow = "USER_SRP_AUTH", pool.ClientId, AuthParameters = new Dictionary<string, string> { ["USERNAME"] = username, ["SRP_A"] = "abcdef123456" },
    })).GetProperty("ChallengeParameters");

    private Task<AwsAnswer> Confirm(TestPool pool, string username) =>
        _service.Aws.Try("ConfirmSignUp", new { pool.ClientId, Username = username, ConfirmationCode = "000000" });

    private async Task<JsonElement> Forgot(TestPool pool, string username) =>
        (await _service.Aws.Call("ForgotPassword", new { pool.ClientId, Username = username })).GetProperty("CodeDeliveryDetails");

    private static string Names(JsonElement element) => string.Join(',', element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
}
