using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Clients;

/// <summary>Shows all settings of an app client, as they stand now, with its secret if that was generated.</summary>
public sealed class DescribeUserPoolClient(PoolDirectory directory, AppClients clients)
    : IOperation<DescribeUserPoolClient.Request, DescribeUserPoolClient.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientId { get; init; }
    }

    public sealed record Response
    {
        public UserPoolClientType? UserPoolClient { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var client = await clients.Find(pool.Id, request.ClientId, cancel) ?? throw ClientNotDescribed();
        return new Response { UserPoolClient = client.Described };
    }
}
