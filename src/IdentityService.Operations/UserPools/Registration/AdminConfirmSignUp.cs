using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Registration;

/// <summary>Confirms a sign-up without a code; no address is proven by it.</summary>
public sealed class AdminConfirmSignUp(PoolDirectory pools, UserAccounts users, Confirmation confirmation)
    : IOperation<AdminConfirmSignUp.Request, AdminConfirmSignUp.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var user = await users.Require(pool, request.Username, cancel);
        if (user.Status != UserStatus.Unconfirmed || !await confirmation.ByAdministrator(user, cancel))
            throw CannotBeConfirmed(user.Status == UserStatus.Unconfirmed ? UserStatus.Confirmed : user.Status);
        return new Response();
    }
}
