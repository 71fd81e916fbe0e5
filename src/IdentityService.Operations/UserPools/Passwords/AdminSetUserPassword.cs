using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Passwords;

/// <summary>Sets a user's password, for good or as a temporary one. All of the user's sessions end (N-13, N-71).</summary>
public sealed class AdminSetUserPassword(PoolDirectory pools, UserAccounts users, PasswordFactor passwords, PasswordChange change)
    : IOperation<AdminSetUserPassword.Request, AdminSetUserPassword.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
        public required string Password { get; init; }
        public bool Permanent { get; init; }
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var user = await users.Require(pool, request.Username, cancel);
        var password = PasswordFactor.Accept(request.Password, pool, "Password does not conform to policy: ");
        var credential = await passwords.Make(pool, user.Sub, user.Username, password, cancel);

        var status = request.Permanent ? UserStatus.Confirmed : UserStatus.ForceChangePassword;
        return await change.Set(user, credential, status, cancel) ? new Response() : throw UserNotFound();
    }
}
