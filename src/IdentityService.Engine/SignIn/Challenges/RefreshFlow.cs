using IdentityService.Engine.Tokens;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn.Challenges;

/// <summary>REFRESH_TOKEN_AUTH: a refresh token for new ID and access tokens. Clients that rotate must use GetTokensFromRefreshToken.</summary>
public sealed class RefreshFlow(RefreshTokens tokens)
{
    /// <exception cref="Wire.CognitoError">NotAuthorizedException, UnsupportedOperationException.</exception>
    public async Task<AuthenticationResultType> Run(FlowRequest request, CancellationToken cancel)
    {
        var client = request.Client;
        if (client.RotationEnabled)
            throw RotationUnsupported();

        var token = request.Require("REFRESH_TOKEN");
        var hash = request.Parameters.GetValueOrDefault("SECRET_HASH");
        if (client.Secrets.Any && string.IsNullOrEmpty(hash))
            throw SecretHashMissing(client.Id);

        var claims = tokens.Verify(client, token);
        var (session, user) = await tokens.Find(client, claims, cancel);

        // No name is sent here, so the hash is over the canonical username or the sub (S-19).
        if (client.Secrets.Any && !client.Secrets.MatchHash(user.Username, hash!) && !client.Secrets.MatchHash(user.Sub, hash!))
            throw SecretHashWrongAtRefresh(client.Id);
        return await tokens.Redeem(client, claims, session, user, cancel);
    }
}
