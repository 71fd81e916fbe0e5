using IdentityService.Engine.Pools;
using IdentityService.Engine.SignIn;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Begins a sign-in: answers the next question or tokens.</summary>
public sealed class InitiateAuth(SignIns signIns) : IOperation<InitiateAuth.Request, InitiateAuth.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string AuthFlow { get; init; }
        public Dictionary<string, string> AuthParameters { get; init; } = [];
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
        public required string ClientId { get; init; }
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public string? Session { get; init; }

        ClientProof IClientRequest.Proof => SignInProof.OfFlow(AuthFlow, AuthParameters);
    }

    public sealed record Response : SignInAnswer
    {
        internal Response(SignInStep step)
            : base(step)
        {
        }
    }

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel) =>
        new(await signIns.Begin(new FlowRequest(client, request.AuthFlow, request.AuthParameters, ByAdministrator: false), cancel));
}
