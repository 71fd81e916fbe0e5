using IdentityService.Engine.SignIn;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Begins a sign-in on behalf of a user, for a trusted back end: signed, and with flows that public callers do not have.</summary>
public sealed class AdminInitiateAuth(SignIns signIns, TrustedClients clients)
    : IOperation<AdminInitiateAuth.Request, AdminInitiateAuth.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientId { get; init; }
        public required string AuthFlow { get; init; }
        public Dictionary<string, string> AuthParameters { get; init; } = [];
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public ContextDataType? ContextData { get; init; }
        public string? Session { get; init; }
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
        var proof = SignInProof.OfFlow(request.AuthFlow, request.AuthParameters);
        var client = await clients.Require(request.UserPoolId, request.ClientId, caller, proof, cancel);
        return new Response(await signIns.Begin(new FlowRequest(client, request.AuthFlow, request.AuthParameters, ByAdministrator: true), cancel));
    }
}
