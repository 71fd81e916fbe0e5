using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Pools;

/// <summary>Shows all settings of a pool, as they stand now.</summary>
public sealed class DescribeUserPool(PoolDirectory directory, PoolStore pools)
    : IOperation<DescribeUserPool.Request, DescribeUserPool.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
    }

    public sealed record Response
    {
        public UserPoolType? UserPool { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);

        // Read fresh: Terraform compares what it reads with what it has just written, perhaps through another replica.
        var settings = await pools.Find(request.UserPoolId, cancel) ?? throw PoolNotFound(request.UserPoolId);
        return new Response
        {
            UserPool = settings with
            {
                SchemaAttributes = SchemaAttributes.AsDescribed(settings.SchemaAttributes ?? []),
                UserPoolTags = settings.UserPoolTags ?? [],
                EstimatedNumberOfUsers = await pools.CountUsers(request.UserPoolId, cancel),
            },
        };
    }
}
