using IdentityService.Engine.Pools;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Clients;

/// <summary>Deletes an app client with its secrets.</summary>
public sealed class DeleteUserPoolClient(PoolDirectory directory, AppClients clients)
    : IOperation<DeleteUserPoolClient.Request, Nothing, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientId { get; init; }
    }

    public async Task<Nothing> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);
        if (!await clients.Delete(pool.Id, request.ClientId, cancel))
            throw ClientNotDescribed();
        return new Nothing();
    }
}
