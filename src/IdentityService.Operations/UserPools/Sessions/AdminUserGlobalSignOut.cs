using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Users;

namespace IdentityService.Operations.UserPools.Sessions;

/// <summary>Ends every session of a user: all refresh, access and ID tokens issued before now.</summary>
public sealed class AdminUserGlobalSignOut(PoolDirectory pools, UserAccounts users, TokenSessions sessions)
    : IOperation<AdminUserGlobalSignOut.Request, AdminUserGlobalSignOut.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var user = await users.Require(pool, request.Username, cancel);
        await sessions.RevokeAllOf(user, except: null, cancel);
        return new Response();
    }
}
