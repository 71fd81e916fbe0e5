using IdentityService.Engine.Pools;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Finds the app client an administrator signs users in through: it must be of the named pool and prove its secret all the same.</summary>
public sealed class TrustedClients(PoolDirectory pools)
{
    /// <exception cref="Wire.CognitoError">ResourceNotFoundException, NotAuthorizedException.</exception>
    public async Task<AppClient> Require(string poolId, string clientId, Administrator caller, ClientProof proof, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(poolId, caller.Region, cancel);
        var client = await pools.FindClient(clientId, cancel);
        if (client is null || client.Pool.Id != pool.Id)
            throw ClientNotFoundInPool(clientId, poolId);
        proof.MustHoldFor(client);
        return client;
    }
}
