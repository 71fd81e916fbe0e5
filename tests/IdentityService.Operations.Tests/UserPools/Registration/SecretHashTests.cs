using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

/// <summary>S-19: SECRET_HASH over the name as sent, wherever a client calls without a signature.</summary>
public sealed class SecretHashTests(PoolFixture fixture) : IClassFixture<PoolFixture>
{
    public static readonly TheoryData<string> Operations =
        ["SignUp", "ConfirmSignUp", "ResendConfirmationCode", "ForgotPassword", "ConfirmForgotPassword"];

    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task S19_missing_wrong_and_unexpected_hashes_are_refused(string operation)
    {
        var pool = fixture.Pool;
        var client = await pool.AddClient(new() { ["GenerateSecret"] = true });
        var (id, secret) = (client.GetProperty("ClientId").GetString()!, client.GetProperty("ClientSecret").GetString()!);
        var name = "Jane-" + operation;
        var right = Hash(name, id, secret);

        await Aws.Refuses(operation, Request(name, id, null), PoolCalls.NotAuthorized, $"Client {id} is configured with secret but SECRET_HASH was not received");
        foreach (var wrong in new[] { Hash(name.ToLowerInvariant(), id, secret), Hash(name, pool.ClientId, secret), Hash(name, id, secret + "x"), "AAAA", right[..^1] })
            await Aws.Refuses(operation, Request(name, id, wrong), PoolCalls.NotAuthorized, $"Unable to verify secret hash for client {id}");
        await Aws.Refuses(operation, Request(name, pool.ClientId, right),
            PoolCalls.InvalidParameter, $"App client {pool.ClientId} is not configured for secret but secret hash was received");

        var passed = await Aws.Try(operation, Request(name, id, right));
        Assert.Equal(operation == "SignUp" ? null : "UserNotFoundException", passed.ErrorType);
    }

    [Fact]
    public async Task S19_the_hash_is_over_the_spelling_of_this_request()
    {
        var pool = await TestPool.Create(_service, new() { ["UsernameConfiguration"] = new { CaseSensitive = false } });
        var client = await pool.AddClient(new() { ["GenerateSecret"] = true });
        var (id, secret) = (client.GetProperty("ClientId").GetString()!, client.GetProperty("ClientSecret").GetString()!);
        await pool.AddUser("spelt");

        await Aws.Call("ForgotPassword", new { ClientId = id, Username = "SPELT", SecretHash = Hash("SPELT", id, secret) });
        await Aws.Refuses("ForgotPassword", new { ClientId = id, Username = "SPELT", SecretHash = Hash("spelt", id, secret) },
            PoolCalls.NotAuthorized, $"Unable to verify secret hash for client {id}");
    }

    private static JsonNode Request(string username, string clientId, string? hash) => JsonSerializer.SerializeToNode(
        new { ClientId = clientId, Username = username, TestPool.Password, ConfirmationCode = "123456", SecretHash = hash })!;

    private static string Hash(string username, string clientId, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username + clientId)));
}
