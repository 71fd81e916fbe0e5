using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Shuts a user out: no sign-in, and every session ended for good. Disabling twice is no error.</summary>
public sealed class AdminDisableUser(PoolDirectory pools, UserAccounts users)
    : IOperation<AdminDisableUser.Request, AdminDisableUser.Response, Administrator>
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
        await users.Disable(user, cancel);
        return new Response();
    }
}
