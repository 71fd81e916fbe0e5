using System.Text.Json;
using IdentityService.TestHost;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>A sign-in by SRP between its two steps, as a client holds it.</summary>
internal sealed record SrpAttempt(TestPool Pool, SrpClient Client, JsonElement Challenge)
{
    public JsonElement Parameters => Challenge.GetProperty("ChallengeParameters");

    public string Block => Parameters.Text("SECRET_BLOCK");

    public static async Task<SrpAttempt> Begin(TestPool pool, string username, SrpClient? by = null)
    {
        var client = by ?? new SrpClient();
        var answer = await pool.Begin("USER_SRP_AUTH", ("USERNAME", username), ("SRP_A", client.SrpA));
        if (answer.ErrorType is not null)
            throw new InvalidOperationException($"{answer.ErrorType}: {answer.ErrorMessage}");
        return new SrpAttempt(pool, client, answer.Json);
    }

    public Task<AwsAnswer> Answer(string password = TestPool.Password) => Send(Sign(password));

    /// <summary>An answer that proves nothing, and costs this side nothing.</summary>
    public Task<AwsAnswer> AnswerWrong() => Send(Convert.ToBase64String(new byte[32]));

    /// <summary>TIMESTAMP of the answer: taken once, since the proof is over the text.</summary>
    public string Timestamp { get; } = SrpClient.Timestamp(Pool.Service.Clock.GetUtcNow());

    public string Sign(string password = TestPool.Password, string? timestamp = null) => Client.Sign(
        new SrpOffer(Parameters.Text("SALT"), Parameters.Text("SRP_B"), Block), Pool.PoolId.Split('_')[1], Parameters.Text("USER_ID_FOR_SRP"),
        password, timestamp ?? Timestamp);

    public Task<AwsAnswer> Send(string signature, string? block = null, string? timestamp = null, string? username = null, TestPool? by = null) =>
        (by ?? Pool).Answer(
            "PASSWORD_VERIFIER", session: null, ("USERNAME", username ?? Parameters.Text("USERNAME")),
            ("PASSWORD_CLAIM_SECRET_BLOCK", block ?? Block), ("TIMESTAMP", timestamp ?? Timestamp), ("PASSWORD_CLAIM_SIGNATURE", signature));
}
