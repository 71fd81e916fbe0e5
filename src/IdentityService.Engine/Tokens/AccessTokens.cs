using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Tokens;

/// <summary>Who shows an access token: the user read fresh, the client, and the session it belongs to.</summary>
public sealed record TokenBearer(AppClient Client, User User, TokenSession Session);

/// <summary>
/// The one validator of access tokens: algorithm, key, issuer, kind, times, pool, then client, user and session as they are now (S-08).
/// </summary>
public sealed class AccessTokens(PoolDirectory directory, TokenSessions sessions, TimeProvider clock)
{
    /// <exception cref="Wire.CognitoError">NotAuthorizedException, UserNotFoundException, ResourceNotFoundException, PasswordResetRequiredException.</exception>
    public async Task<TokenBearer> Require(string token, string scope, CancellationToken cancel)
    {
        var claims = await Verify(token, cancel);
        if (!claims.Claims.HasScope(scope))
            throw AccessTokenLacksScope();

        var client = await directory.RequireClient(claims.Claims.ClientId, cancel);
        if (client.Pool.Id != claims.Pool.Id)
            throw InvalidAccessToken();

        var state = await sessions.Find(claims.Pool.Id, claims.Claims.OriginJti, claims.Claims.EventId, cancel);
        if (state is null || state.Session.Sub != claims.Claims.Sub)
            throw AccessTokenRevoked();
        if (state.User is null)
            throw UserNotFound();
        if (!state.User.Enabled)
            throw UserIsDisabled();
        if (state.Revoked)
            throw AccessTokenRevoked();
        if (state.User.Status == UserStatus.ResetRequired)
            throw PasswordResetRequired();
        return new TokenBearer(client, state.User, state.Session);
    }

    private async Task<(Pool Pool, AccessTokenClaims Claims)> Verify(string token, CancellationToken cancel)
    {
        if (Jwt.Read(token) is not { } jwt || await PoolOf(jwt, cancel) is not { } pool)
            throw InvalidAccessToken();
        if (pool.Keys.Find(jwt.Kid, KeyUse.Access) is not { } key || jwt.Payload.Text("token_use") != "access")
            throw InvalidAccessToken();
        if (!key.Verifies(jwt.SigningInput, jwt.Signature))
            throw UnverifiedAccessToken();
        if (jwt.Payload.Text("iss") != pool.Issuer || jwt.Payload.Moment("exp") is not { } expires)
            throw InvalidAccessToken();
        if (expires <= clock.GetUtcNow())
            throw AccessTokenExpired();
        return (pool, ToClaims(jwt));
    }

    // The issuer ends with the pool's id; what it says is only believed once the pool's key has verified the token.
    private async ValueTask<Pool?> PoolOf(UnverifiedJwt jwt, CancellationToken cancel)
    {
        var issuer = jwt.Payload.Text("iss") ?? "";
        return await directory.FindForVerification(issuer[(issuer.LastIndexOf('/') + 1)..], cancel);
    }

    private static AccessTokenClaims ToClaims(UnverifiedJwt jwt)
    {
        var payload = jwt.Payload;
        if (payload.Text("sub") is not { } sub || payload.Text("username") is not { } username || payload.Text("client_id") is not { } clientId)
            throw InvalidAccessToken();
        return new AccessTokenClaims(sub, username, clientId, payload.Text("scope") ?? "", payload.Id("origin_jti"), payload.Id("event_id"));
    }
}
