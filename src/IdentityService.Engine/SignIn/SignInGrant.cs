using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Tokens;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn;

/// <summary>The end of a successful sign-in: a session of tokens begins.</summary>
public sealed class SignInGrant(TokenSessions sessions, TokenMint mint, TimeProvider clock)
{
    /// <exception cref="Wire.CognitoError">NotAuthorizedException when the user changed while signing in.</exception>
    /// <summary>Tokens with exactly the self-service scope, as Cognito's API sign-in gives.</summary>
    public async Task<SignInStep.Granted> To(AppClient client, User user, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var session = new TokenSession(
            client.Pool.Id, Guid.NewGuid(), Guid.NewGuid(), user.Sub, client.Id, AccessTokenClaims.SelfServiceScope, now, now + client.Lifetimes.Refresh);
        var refreshJti = await sessions.TryBegin(session, user, cancel) ?? throw IncorrectUsernameOrPassword();
        return new SignInStep.Granted(mint.Issue(client, user, session, refreshJti));
    }
}
