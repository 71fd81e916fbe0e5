using System.Text.Json;

namespace IdentityService.TestHost;

/// <summary>A pool with a public client, as most tests need: e-mail auto-verified, password and SRP and refresh allowed.</summary>
public sealed record TestPool(TestService Service, string PoolId, string ClientId)
{
    public const string Password = "Corr3ct-Horse!Battery";

    private AwsClient Aws => Service.Aws;

    /// <param name="pool">Further members of CreateUserPool, such as <c>UsernameAttributes</c>.</param>
    /// <param name="client">Further members of CreateUserPoolClient.</param>
    public static async Task<TestPool> Create(TestService service, Dictionary<string, object>? pool = null, Dictionary<string, object>? client = null)
    {
        var poolRequest = new Dictionary<string, object>(StringComparer.Ordinal) { ["PoolName"] = "tests", ["AutoVerifiedAttributes"] = new[] { "email" } };
        foreach (var (name, value) in pool ?? [])
            poolRequest[name] = value;
        var poolId = (await service.Aws.Call("CreateUserPool", poolRequest)).GetProperty("UserPool").GetProperty("Id").GetString()!;
        var made = new TestPool(service, poolId, "");
        return made with { ClientId = (await made.AddClient(client)).GetProperty("ClientId").GetString()! };
    }

    /// <summary>Adds an app client and answers its UserPoolClient structure.</summary>
    public async Task<JsonElement> AddClient(Dictionary<string, object>? client = null)
    {
        var request = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["UserPoolId"] = PoolId,
            ["ClientName"] = "tests",
            ["ExplicitAuthFlows"] = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH" },
        };
        foreach (var (name, value) in client ?? [])
            request[name] = value;
        return (await Aws.Call("CreateUserPoolClient", request)).GetProperty("UserPoolClient");
    }

    /// <summary>Makes a confirmed user with <see cref="Password"/> and a verified e-mail address <c>name@example.com</c>.</summary>
    public async Task AddUser(string username)
    {
        await Aws.Call("AdminCreateUser", new
        {
            UserPoolId = PoolId, Username = username, MessageAction = "SUPPRESS",
            UserAttributes = new[] { new { Name = "email", Value = EmailOf(username) }, new { Name = "email_verified", Value = "true" } },
        });
        await Aws.Call("AdminSetUserPassword", new { UserPoolId = PoolId, Username = username, Password, Permanent = true });
    }

    /// <summary>Signs in by password and answers AuthenticationResult.</summary>
    public async Task<JsonElement> SignIn(string username, string password = Password) => (await Aws.Call("InitiateAuth", new
    {
        AuthFlow = "USER_PASSWORD_AUTH", ClientId,
        AuthParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["USERNAME"] = username, ["PASSWORD"] = password },
    })).GetProperty("AuthenticationResult");

    public static string EmailOf(string username) => username.Contains('@', StringComparison.Ordinal) ? username : $"{username}@example.com";
}
