using IdentityService.Engine.Pools;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Pools;

/// <summary>Deletes a pool with its clients, users and keys, unless it is protected or still answers on a domain.</summary>
public sealed class DeleteUserPool(PoolDirectory directory, PoolStore pools) : IOperation<DeleteUserPool.Request, Nothing, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
    }

    public async Task<Nothing> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var settings = await pools.Find(request.UserPoolId, cancel) ?? throw PoolNotFound(request.UserPoolId);

        // Cognito: observed; aws-nuke matches the first text exactly.
        if (settings.DeletionProtection == "ACTIVE")
        {
            throw InvalidParameter(
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.");
        }

        if (settings.Domain is not null || settings.CustomDomain is not null)
            throw InvalidParameter("User pool cannot be deleted. It has a domain configured that should be deleted first.");

        if (!await pools.Delete(request.UserPoolId, cancel))
            throw PoolNotFound(request.UserPoolId);
        return new Nothing();
    }
}
