using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>The calls of a sign-in in the words of its flows, so that tests read as what a client does.</summary>
internal static class SignInCalls
{
    /// <summary>InitiateAuth.</summary>
    public static Task<AwsAnswer> Begin(this TestPool pool, string flow, params (string Name, string? Value)[] parameters) =>
        pool.Service.Aws.Try("InitiateAuth", new { AuthFlow = flow, pool.ClientId, AuthParameters = Map(parameters) });

    /// <summary>AdminInitiateAuth.</summary>
    public static Task<AwsAnswer> AdminBegin(this TestPool pool, string flow, params (string Name, string? Value)[] parameters) =>
        pool.Service.Aws.Try("AdminInitiateAuth", new { UserPoolId = pool.PoolId, AuthFlow = flow, pool.ClientId, AuthParameters = Map(parameters) });

    public static Task<AwsAnswer> ByPassword(this TestPool pool, string username, string password = TestPool.Password) =>
        pool.Begin("USER_PASSWORD_AUTH", ("USERNAME", username), ("PASSWORD", password));

    /// <summary>RespondToAuthChallenge.</summary>
    public static Task<AwsAnswer> Answer(this TestPool pool, string challenge, string? session, params (string Name, string? Value)[] responses) =>
        pool.Service.Aws.Try("RespondToAuthChallenge", new
        {
            pool.ClientId, ChallengeName = challenge, Session = session, ChallengeResponses = Map(responses),
        });

    /// <summary>AdminRespondToAuthChallenge.</summary>
    public static Task<AwsAnswer> AdminAnswer(this TestPool pool, string challenge, string? session, params (string Name, string? Value)[] responses) =>
        pool.Service.Aws.Try("AdminRespondToAuthChallenge", new
        {
            UserPoolId = pool.PoolId, pool.ClientId, ChallengeName = challenge, Session = session, ChallengeResponses = Map(responses),
        });

    /// <summary>REFRESH_TOKEN_AUTH.</summary>
    public static Task<AwsAnswer> Refresh(this TestPool pool, string refreshToken) => pool.Begin("REFRESH_TOKEN_AUTH", ("REFRESH_TOKEN", refreshToken));

    /// <summary>GetTokensFromRefreshToken.</summary>
    public static Task<AwsAnswer> Renew(this TestPool pool, string refreshToken, string? secret = null) =>
        pool.Service.Aws.Try("GetTokensFromRefreshToken", new { RefreshToken = refreshToken, pool.ClientId, ClientSecret = secret });

    public static Task<AwsAnswer> Revoke(this TestPool pool, string token, string? secret = null) =>
        pool.Service.Aws.Try("RevokeToken", new { Token = token, pool.ClientId, ClientSecret = secret });

    public static Task<AwsAnswer> GetUser(this TestPool pool, string accessToken) =>
        pool.Service.Aws.Try("GetUser", new { AccessToken = accessToken });

    /// <summary>Makes a user who has to choose a password.</summary>
    public static Task AddInvited(this TestPool pool, string username) => pool.Service.Aws.Call("AdminCreateUser", new
    {
        UserPoolId = pool.PoolId, Username = username, MessageAction = "SUPPRESS", TemporaryPassword = TestPool.Password,
        UserAttributes = new[] { new { Name = "email", Value = TestPool.EmailOf(username) }, new { Name = "email_verified", Value = "true" } },
    });

    public static Task<AwsAnswer> ForUser(this TestPool pool, string operation, string username) =>
        pool.Service.Aws.Try(operation, new { UserPoolId = pool.PoolId, Username = username });

    /// <summary>AuthenticationResult of an answer that must be a success.</summary>
    public static JsonElement Tokens(this AwsAnswer answer)
    {
        Assert.True(answer.ErrorType is null, $"{answer.ErrorType}: {answer.ErrorMessage}");
        return answer.Json.GetProperty("AuthenticationResult");
    }

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;

    /// <summary>Whether the answer is exactly this refusal.</summary>
    public static void MustRefuse(this AwsAnswer answer, string type, string? message)
    {
        Assert.Equal((type, message), (answer.ErrorType, answer.ErrorMessage));
        Assert.Equal(400, (int)answer.Status);
    }

    public static void MustBeUnauthorized(this AwsAnswer answer, string? message) => answer.MustRefuse("NotAuthorizedException", message);

    /// <summary>The payload of a JWT.</summary>
    public static JsonElement Claims(string jwt) => JsonElement.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]));

    public static JsonElement Header(string jwt) => JsonElement.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]));

    /// <summary>SECRET_HASH.</summary>
    public static string Hash(string username, string clientId, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username + clientId)));

    private static Dictionary<string, string?> Map((string Name, string? Value)[] entries) =>
        entries.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
}
