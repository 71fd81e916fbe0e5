using IdentityService.Engine.Pools;
using IdentityService.Engine.SignIn;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Answers the open question of a sign-in.</summary>
public sealed class RespondToAuthChallenge(SignIns signIns) : IOperation<RespondToAuthChallenge.Request, RespondToAuthChallenge.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string ClientId { get; init; }
        public required string ChallengeName { get; init; }
        public string? Session { get; init; }
        public Dictionary<string, string> ChallengeResponses { get; init; } = [];
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];

        ClientProof IClientRequest.Proof => SignInProof.Of(ChallengeResponses);
    }

    public sealed record Response : SignInAnswer
    {
        internal Response(SignInStep step)
            : base(step)
        {
        }
    }

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel) =>
        new(await signIns.Answer(new ChallengeAnswer(client, request.ChallengeName, request.Session, request.ChallengeResponses), cancel));
}
