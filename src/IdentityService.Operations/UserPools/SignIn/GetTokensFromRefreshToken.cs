using IdentityService.Engine.Pools;
using IdentityService.Engine.Tokens;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Turns a refresh token into new tokens, rotating it if the client rotates. The plain secret is asked for, not a hash.</summary>
public sealed class GetTokensFromRefreshToken(RefreshTokens tokens)
    : IOperation<GetTokensFromRefreshToken.Request, GetTokensFromRefreshToken.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string RefreshToken { get; init; }
        public required string ClientId { get; init; }
        public string? ClientSecret { get; init; }
        public string? DeviceKey { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];

        ClientProof IClientRequest.Proof => new ClientProof.CheckedByOperation();
    }

    public sealed record Response(AuthenticationResultType AuthenticationResult);

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel)
    {
        // Cognito, observed: a public client's extra secret is ignored.
        if (client.Secrets.Any && request.ClientSecret is null)
            throw SecretMissing(client.Id);
        if (client.Secrets.Any && !client.Secrets.Match(request.ClientSecret!))
            throw SecretHashWrong(client.Id);

        var claims = tokens.Verify(client, request.RefreshToken);
        var (session, user) = await tokens.Find(client, claims, cancel);
        return new Response(await tokens.Redeem(client, claims, session, user, cancel));
    }
}
