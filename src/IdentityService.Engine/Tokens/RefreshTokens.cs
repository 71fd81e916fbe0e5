using System.Buffers.Text;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Tokens;

/// <summary>Turns refresh tokens into new tokens. User and session are read at every redemption (rule 4).</summary>
public sealed class RefreshTokens(TokenSessions sessions, TokenMint mint, TimeProvider clock)
{
    private const int JtiSize = 32;

    /// <summary>What a refresh token of this client says. Another pool's token has no key here and is as good as garbled.</summary>
    /// <exception cref="Wire.CognitoError">NotAuthorizedException.</exception>
    public RefreshTokenClaims Verify(AppClient client, string token)
    {
        var claims = TryVerify(client.Pool, token) ?? throw InvalidRefreshToken();
        if (claims.ClientId != client.Id)
            throw RefreshTokenOfOtherClient();
        return claims.ExpiresAt > clock.GetUtcNow() ? claims : throw RefreshTokenExpired();
    }

    /// <summary>As <see cref="Verify"/>, of whatever client and also when expired; null for anything that is no refresh token of this pool.</summary>
    public static RefreshTokenClaims? TryVerify(Pool pool, string token)
    {
        if (Jwt.Read(token) is not { } jwt || pool.Keys.Find(jwt.Kid, KeyUse.Refresh) is not { } key || !key.Verifies(jwt.SigningInput, jwt.Signature))
            return null;

        var payload = jwt.Payload;
        if (payload.Text("iss") != pool.Issuer || payload.Text("token_use") != "refresh" || payload.Text("jti") is not { } jti || !Base64Url.IsValid(jti))
            return null;
        if (payload.Text("client_id") is not { } clientId || payload.Id("origin_jti") is not { } originJti || payload.Moment("exp") is not { } expires)
            return null;
        var jtiBytes = Base64Url.DecodeFromChars(jti);
        return jtiBytes.Length == JtiSize ? new RefreshTokenClaims(clientId, originJti, jtiBytes, expires) : null;
    }

    /// <summary>The user and session behind a verified token.</summary>
    /// <exception cref="Wire.CognitoError">NotAuthorizedException: the user is gone or disabled, or the family has ended.</exception>
    public async Task<(TokenSession Session, User User)> Find(AppClient client, RefreshTokenClaims claims, CancellationToken cancel)
    {
        var state = await sessions.Find(client.Pool.Id, claims.OriginJti, eventId: null, cancel);
        if (state is null || state.Session.ClientId != client.Id)
            throw RefreshTokenRevoked();
        if (state.User is null)
            throw RefreshTokenUserDeleted();
        if (!state.User.Enabled)
            throw UserIsDisabled();
        if (state.Revoked)
            throw Ended(client);
        return (state.Session, state.User);
    }

    /// <summary>Spends the token as the client's rotation says and mints new tokens.</summary>
    /// <exception cref="Wire.CognitoError">RefreshTokenReuseException, NotAuthorizedException.</exception>
    public async Task<AuthenticationResultType> Redeem(
        AppClient client, RefreshTokenClaims claims, TokenSession session, User user, CancellationToken cancel) =>
        await sessions.Redeem(client, session, claims.Jti, cancel) switch
        {
            Redemption.Kept => mint.Issue(client, user, session, refreshJti: null),
            Redemption.Rotated rotated => mint.Issue(client, user, session, rotated.SuccessorJti),
            Redemption.Reused => throw RefreshTokenReuse(),
            _ => throw Ended(client),
        };

    // Cognito, observed: a rotating client's ended family is refused without a text.
    private static Wire.CognitoError Ended(AppClient client) => client.RotationEnabled ? RefreshTokenFamilyEnded() : RefreshTokenRevoked();
}
