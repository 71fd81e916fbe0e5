using System.Net;
using System.Text.Json;
using IdentityService.TestHost;
using Npgsql;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools;

/// <summary>The calls that most tests of a pool's users make.</summary>
internal static class PoolCalls
{
    public const string InvalidParameter = "InvalidParameterException";
    public const string NotAuthorized = "NotAuthorizedException";

    /// <summary>Calls and expects this refusal, word for word.</summary>
    public static async Task Refuses(this AwsClient aws, string operation, object request, string type, string message)
    {
        var answer = await aws.Try(operation, request);
        Assert.Equal((HttpStatusCode.BadRequest, type, message), (answer.Status, answer.ErrorType, answer.ErrorMessage));
    }

    /// <summary>Calls and expects these very bytes.</summary>
    public static async Task Answers(this AwsClient aws, string operation, object request, string body)
    {
        var answer = await aws.Try(operation, request);
        Assert.Equal((null, null, body), (answer.ErrorType, answer.ErrorMessage, answer.Body));
    }

    public static object[] Attributes(params (string Name, string Value)[] attributes) => [.. attributes.Select(a => new { a.Name, a.Value })];

    public static object SignUp(this TestPool pool, string username, params (string Name, string Value)[] attributes) =>
        new { pool.ClientId, Username = username, TestPool.Password, UserAttributes = Attributes(attributes) };

    public static object Confirm(this TestPool pool, string username, string code, bool force = false) =>
        new { pool.ClientId, Username = username, ConfirmationCode = code, ForceAliasCreation = force };

    public static object Name(this TestPool pool, string username) => new { pool.ClientId, Username = username };

    public static object Named(this TestPool pool, string username) => new { UserPoolId = pool.PoolId, Username = username };

    /// <summary>AdminCreateUser without a message.</summary>
    public static object NewUser(this TestPool pool, string username, params (string Name, string Value)[] attributes) =>
        new { UserPoolId = pool.PoolId, Username = username, MessageAction = "SUPPRESS", UserAttributes = Attributes(attributes) };

    /// <summary>Signs up and confirms with the code that came by mail.</summary>
    public static async Task Register(this TestPool pool, string username, string email)
    {
        await pool.Service.Aws.Call("SignUp", pool.SignUp(username, ("email", email)));
        await pool.Service.Aws.Call("ConfirmSignUp", pool.Confirm(username, await pool.Service.Inbox.Code(email)));
    }

    public static async Task<string> AccessToken(this TestPool pool, string username, string password = TestPool.Password) =>
        (await pool.SignIn(username, password)).GetProperty("AccessToken").GetString()!;

    public static Task<AwsAnswer> TrySignIn(this TestPool pool, string username, string password = TestPool.Password) => pool.Service.Aws.Try("InitiateAuth", new
    {
        AuthFlow = "USER_PASSWORD_AUTH",
        pool.ClientId,
        AuthParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["USERNAME"] = username, ["PASSWORD"] = password },
    });

    /// <summary>AdminGetUser.</summary>
    public static Task<JsonElement> User(this TestPool pool, string username) => pool.Service.Aws.Call("AdminGetUser", pool.Named(username));

    public static async Task<string> Status(this TestPool pool, string username) => (await pool.User(username)).GetProperty("UserStatus").GetString()!;

    /// <summary>The value of an attribute in AdminGetUser or GetUser; null when it is not there.</summary>
    public static string? Attribute(this JsonElement user, string name) => user.GetProperty("UserAttributes").EnumerateArray()
        .FirstOrDefault(a => a.GetProperty("Name").GetString() == name) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("Value").GetString() : null;

    /// <summary>A wrong code of six digits.</summary>
    public static string Not(string code) => code == "123456" ? "654321" : "123456";

    public static Task Disable(this TestPool pool, string username) => pool.Service.Aws.Call("AdminDisableUser", pool.Named(username));

    /// <summary>Brings a user into a status that nothing built so far leads to.</summary>
    public static Task RequireReset(this TestPool pool, string username) =>
        pool.Execute("UPDATE users SET status = 'RESET_REQUIRED' WHERE pool_id = @pool AND user_name = ANY(@names)", username);

    /// <summary>Brings users back to where they were after signing up with an e-mail address.</summary>
    public static Task Unconfirm(this TestPool pool, params string[] usernames) => pool.Execute(
        """
        WITH back AS (UPDATE users SET status = 'UNCONFIRMED', attributes = attributes || '{"email_verified":"false"}'
            WHERE pool_id = @pool AND user_name = ANY(@names) RETURNING id)
        DELETE FROM login_names USING back WHERE pool_id = @pool AND user_id = back.id AND kind = 'email'
        """, usernames);

    /// <summary>Through another client of the same pool, which hides who exists.</summary>
    public static async Task<TestPool> Hiding(this TestPool pool) => pool with
    {
        ClientId = (await pool.AddClient(new() { ["PreventUserExistenceErrors"] = "ENABLED" })).GetProperty("ClientId").GetString()!,
    };

    private static async Task Execute(this TestPool pool, string sql, params string[] usernames)
    {
        await using var connection = new NpgsqlConnection(pool.Service.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("pool", pool.PoolId);
        command.Parameters.AddWithValue("names", usernames);
        await command.ExecuteNonQueryAsync();
    }
}
