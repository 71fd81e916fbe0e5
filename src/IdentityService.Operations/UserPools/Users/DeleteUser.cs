using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Deletes the signed-in user for good. The user's tokens stop working; the sub never returns (S-38).</summary>
public sealed class DeleteUser(UserAccounts users) : IOperation<DeleteUser.Request, Nothing, SignedInUser>
{
    public sealed record Request : IUserRequest
    {
        public required string AccessToken { get; init; }
    }

    public async Task<Nothing> Run(Request request, SignedInUser caller, CancellationToken cancel) =>
        await users.Delete(caller.User, cancel) ? new Nothing() : throw UserNotFound();
}
