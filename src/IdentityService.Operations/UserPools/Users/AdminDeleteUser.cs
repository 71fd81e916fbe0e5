using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Deletes a user for good. The user's tokens stop working; the sub never returns (S-38).</summary>
public sealed class AdminDeleteUser(PoolDirectory pools, UserAccounts users) : IOperation<AdminDeleteUser.Request, Nothing, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
    }

    public async Task<Nothing> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var user = await users.Require(pool, request.Username, cancel);
        return await users.Delete(user, cancel) ? new Nothing() : throw UserNotFound();
    }
}
