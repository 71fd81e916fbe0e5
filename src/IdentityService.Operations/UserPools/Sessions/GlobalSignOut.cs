using IdentityService.Engine.Sessions;

namespace IdentityService.Operations.UserPools.Sessions;

/// <summary>Ends every session of the signed-in user: all refresh, access and ID tokens issued before now.</summary>
public sealed class GlobalSignOut(TokenSessions sessions) : IOperation<GlobalSignOut.Request, GlobalSignOut.Response, SignedInUser>
{
    public sealed record Request : IUserRequest
    {
        public required string AccessToken { get; init; }
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, SignedInUser caller, CancellationToken cancel)
    {
        await sessions.RevokeAllOf(caller.User, except: null, cancel);
        return new Response();
    }
}
