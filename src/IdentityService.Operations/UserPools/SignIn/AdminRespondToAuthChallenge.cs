using IdentityService.Engine.SignIn;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Answers the open question of a sign-in on behalf of a user; the sign-in may have begun by either door.</summary>
public sealed class AdminRespondToAuthChallenge(SignIns signIns, TrustedClients clients)
    : IOperation<AdminRespondToAuthChallenge.Request, AdminRespondToAuthChallenge.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientId { get; init; }
        public required string ChallengeName { get; init; }
        public Dictionary<string, string> ChallengeResponses { get; init; } = [];
        public string? Session { get; init; }
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public ContextDataType? ContextData { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
    }

    public sealed record Response : SignInAnswer
    {
        internal Response(SignInStep step)
            : base(step)
        {
        }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var client = await clients.Require(request.UserPoolId, request.ClientId, caller, SignInProof.Of(request.ChallengeResponses), cancel);
        return new Response(await signIns.Answer(new ChallengeAnswer(client, request.ChallengeName, request.Session, request.ChallengeResponses), cancel));
    }
}
