using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Lets a disabled user sign in again. Sessions that ended stay ended (Cognito: observed).</summary>
public sealed class AdminEnableUser(PoolDirectory pools, UserAccounts users) : IOperation<AdminEnableUser.Request, AdminEnableUser.Response, Administrator>
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
        await users.Enable(user, cancel);
        return new Response();
    }
}
