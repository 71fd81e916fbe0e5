using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

public sealed class SignUpTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task A_person_signs_up_confirms_and_signs_in()
    {
        var pool = await TestPool.Create(_service);

        var answer = await _service.Aws.Call("SignUp", new
        {
            pool.ClientId, Username = "jane", TestPool.Password, UserAttributes = new[] { new { Name = "email", Value = "jane@example.com" } },
        });
        Assert.False(answer.GetProperty("UserConfirmed").GetBoolean());
        Assert.Equal("j***@e***", answer.GetProperty("CodeDeliveryDetails").GetProperty("Destination").GetString());
        Assert.False(answer.TryGetProperty("Session", out _));

        var code = await _service.Inbox.Code("jane@example.com");
        Assert.Equal("{}", (await _service.Aws.Try("ConfirmSignUp", new { pool.ClientId, Username = "jane", ConfirmationCode = code })).Body);

        var tokens = await pool.SignIn("jane");
        var user = await _service.Aws.Call("GetUser", new { AccessToken = tokens.GetProperty("AccessToken").GetString() });
        Assert.Equal("jane", user.GetProperty("Username").GetString());
    }
}
