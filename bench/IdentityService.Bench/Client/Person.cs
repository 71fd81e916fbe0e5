using System.Text.Json;

namespace IdentityService.Bench.Client;

/// <summary>A user, one to a worker, so that no worker meets another's failure counter. Tokens change as the worker goes on.</summary>
internal sealed record Person(string Username, string Password)
{
    public required string AccessToken { get; init; }
    public required string RefreshToken { get; init; }

    /// <summary>Of the client that rotates.</summary>
    public required string RotatingToken { get; set; }
}

/// <summary>Makes the users.</summary>
internal static class People
{
    public static async Task<IReadOnlyList<Person>> Make(Http http, Service.ServiceProcess service, int count)
    {
        var caller = new Caller(http, service.Address);
        var signature = new RequestSignature(service.AccessKeyId, service.SecretAccessKey);
        var people = new List<Person>();
        for (var i = 0; i < count; i++)
            people.Add(await MakeOne(caller, signature, $"worker-{i}"));
        return people;
    }

    private static async Task<Person> MakeOne(Caller caller, RequestSignature signature, string username)
    {
        const string password = "Bench-Password-1";
        var pool = Service.ServiceProcess.PoolId;
        await caller.Operation("AdminCreateUser", new { UserPoolId = pool, Username = username, MessageAction = "SUPPRESS" }, signature.Sign);
        await caller.Operation("AdminSetUserPassword", new { UserPoolId = pool, Username = username, Password = password, Permanent = true }, signature.Sign);
        var plain = await SignIn(caller, Service.ServiceProcess.PlainClient, username, password);
        var rotating = await SignIn(caller, Service.ServiceProcess.RotatingClient, username, password);
        return new Person(username, password)
        {
            AccessToken = plain.GetProperty("AccessToken").GetString()!,
            RefreshToken = plain.GetProperty("RefreshToken").GetString()!,
            RotatingToken = rotating.GetProperty("RefreshToken").GetString()!,
        };
    }

    public static async Task<JsonElement> SignIn(Caller caller, string client, string username, string password)
    {
        var answer = await caller.Operation("InitiateAuth", new
        {
            ClientId = client, AuthFlow = "USER_PASSWORD_AUTH", AuthParameters = new { USERNAME = username, PASSWORD = password },
        });
        return answer.GetProperty("AuthenticationResult");
    }
}
