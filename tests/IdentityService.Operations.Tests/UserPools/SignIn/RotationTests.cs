using IdentityService.TestHost;
using Xunit;
using static IdentityService.Operations.Tests.UserPools.SignIn.SignInCalls;

namespace IdentityService.Operations.Tests.UserPools.SignIn;

/// <summary>Refresh tokens of clients that rotate (N-12, S-10).</summary>
public sealed class RotationTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const string Reuse = "RefreshTokenReuseException";
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task Each_use_gives_a_successor_with_the_remaining_life()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 0);
        _service.Clock.Advance(TimeSpan.FromDays(1));

        var next = (await pool.Renew(refresh)).Tokens().Text("RefreshToken");

        Assert.NotEqual(refresh, next);
        Assert.Equal(Claims(refresh).GetProperty("exp").GetInt64(), Claims(next).GetProperty("exp").GetInt64());
        Assert.Equal(Claims(refresh).Text("origin_jti"), Claims(next).Text("origin_jti"));
        (await pool.Renew(next)).Tokens();
    }

    [Fact]
    public async Task The_old_way_to_refresh_is_closed()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 0);

        (await pool.Refresh(refresh)).MustRefuse("UnsupportedOperationException", "This API does not support refresh token rotation");
    }

    [Fact]
    public async Task Without_grace_a_used_token_ends_its_family()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 0);
        var next = (await pool.Renew(refresh)).Tokens();

        (await pool.Renew(refresh)).MustRefuse(Reuse, "Refresh token reuse detected");

        (await pool.Renew(next.Text("RefreshToken"))).MustBeUnauthorized(message: null);
        (await pool.GetUser(next.Text("AccessToken"))).MustBeUnauthorized("Access Token has been revoked");
    }

    [Fact]
    public async Task Within_the_grace_every_retry_gets_the_same_successor_and_after_it_none()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 30);
        var next = (await pool.Renew(refresh)).Tokens().Text("RefreshToken");

        _service.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(Claims(next).Text("jti"), Claims((await pool.Renew(refresh)).Tokens().Text("RefreshToken")).Text("jti"));
        _service.Clock.Advance(TimeSpan.FromSeconds(10)); // Retries do not lengthen it.
        (await pool.Renew(refresh)).MustRefuse(Reuse, "Refresh token reuse detected");
        (await pool.Renew(next)).MustBeUnauthorized(message: null);
    }

    [Fact]
    public async Task An_older_ancestor_ends_the_family_even_within_the_grace()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 60);
        var second = (await pool.Renew(refresh)).Tokens().Text("RefreshToken");
        var third = (await pool.Renew(second)).Tokens().Text("RefreshToken");

        (await pool.Renew(refresh)).MustRefuse(Reuse, "Refresh token reuse detected");
        (await pool.Renew(third)).MustBeUnauthorized(message: null);
    }

    [Fact]
    public async Task Any_generation_revokes_the_family()
    {
        var (pool, refresh) = await SignIn(graceSeconds: 60);
        var next = (await pool.Renew(refresh)).Tokens();

        Assert.Equal("{}", (await pool.Revoke(refresh)).Body);

        (await pool.Renew(next.Text("RefreshToken"))).MustBeUnauthorized(message: null);
        (await pool.GetUser(next.Text("AccessToken"))).MustBeUnauthorized("Access Token has been revoked");
    }

    private async Task<(TestPool Pool, string Refresh)> SignIn(int graceSeconds)
    {
        var pool = await TestPool.Create(_service, client: RotatingClient(graceSeconds));
        await pool.AddUser("jane");
        return (pool, (await pool.SignIn("jane")).Text("RefreshToken"));
    }

    internal static Dictionary<string, object> RotatingClient(int graceSeconds) => new(StringComparer.Ordinal)
    {
        ["ExplicitAuthFlows"] = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH" },
        ["RefreshTokenRotation"] = new { Feature = "ENABLED", RetryGracePeriodSeconds = graceSeconds },
    };
}
