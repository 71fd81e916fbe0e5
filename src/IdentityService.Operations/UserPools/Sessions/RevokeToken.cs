using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Tokens;
using IdentityService.Wire;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Sessions;

/// <summary>Ends the session of a refresh token, whichever generation of it is shown. An unknown or ended one is no error (RFC 7009 2.2).</summary>
public sealed class RevokeToken(TokenSessions sessions) : IOperation<RevokeToken.Request, RevokeToken.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string Token { get; init; }
        public required string ClientId { get; init; }
        public string? ClientSecret { get; init; }
        public string? RevokeAssociatedSessions { get; init; }

        ClientProof IClientRequest.Proof => new ClientProof.CheckedByOperation();
        CognitoError IClientRequest.UnknownClient => InvalidClientOrSecret();
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel)
    {
        if (client.Secrets.Any && (request.ClientSecret is null || !client.Secrets.Match(request.ClientSecret)))
            throw InvalidClientOrSecret();
        if (!client.RevocationEnabled)
            throw RevocationNotEnabled();

        if (RefreshTokens.TryVerify(client.Pool, request.Token) is { } claims)
        {
            // Another client's token stays untouched (N-38).
            if (claims.ClientId == client.Id)
                await sessions.Revoke(client.Pool.Id, claims.OriginJti, cancel);
        }
        else if (PublishedTokens.IsSignedBy(client.Pool, request.Token))
        {
            throw UnsupportedTokenType();
        }

        return new Response();
    }
}
