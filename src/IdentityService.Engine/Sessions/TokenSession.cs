namespace IdentityService.Engine.Sessions;

/// <summary>What a sign-in left and every refresh carries on: <c>origin_jti</c>, <c>event_id</c>, <c>auth_time</c>, scope and the end.</summary>
public sealed record TokenSession(
    string PoolId, Guid OriginJti, Guid EventId, string Sub, string ClientId, string Scope, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt);

/// <summary>What became of a refresh token that was shown.</summary>
public abstract record Redemption
{
    private Redemption()
    {
    }

    /// <summary>It is good and stays as it is.</summary>
    public sealed record Kept : Redemption;

    /// <summary>It is good and is followed by a token with this jti (32 bytes).</summary>
    public sealed record Rotated(byte[] SuccessorJti) : Redemption;

    /// <summary>It had been replaced, and its grace is over: the family is dead now (N-12, S-10).</summary>
    public sealed record Reused : Redemption;

    /// <summary>The family was ended while the token was being redeemed.</summary>
    public sealed record Ended : Redemption;
}
