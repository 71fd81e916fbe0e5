using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Clients;

/// <summary>Lists the app clients of a pool, in ascending order of their ids.</summary>
public sealed class ListUserPoolClients(PoolDirectory directory, AppClients clients, Cursors cursors)
    : IOperation<ListUserPoolClients.Request, ListUserPoolClients.Response, Administrator>
{
    private const int DefaultMaxResults = 60;

    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public int? MaxResults { get; init; }
        public string? NextToken { get; init; }
        public string? ClientType { get; init; }
    }

    public sealed record Response
    {
        public UserPoolClientDescription[]? UserPoolClients { get; init; }
        public string? NextToken { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var listing = Binding.To("ListUserPoolClients", pool.Id, request.ClientType ?? "");
        var after = request.NextToken is { } token ? cursors.Read(listing, token) ?? throw InvalidPaginationToken() : "";

        // Every client was made by an administrator: none registered itself.
        if (request.ClientType == "DCR")
            return new Response { UserPoolClients = [] };

        // One more than asked for tells whether a page follows; a token on the last page would make the AWS CLI go on for ever.
        var limit = request.MaxResults ?? DefaultMaxResults;
        var found = await clients.List(pool.Id, after, limit + 1, cancel);
        var page = found.Take(limit).ToArray();
        return new Response
        {
            UserPoolClients = [.. page.Select(Describe)],
            NextToken = found.Count > page.Length ? cursors.Make(listing, page[^1].ClientId!) : null,
        };
    }

    private static UserPoolClientDescription Describe(UserPoolClientType client) => new()
    {
        ClientId = client.ClientId,
        UserPoolId = client.UserPoolId,
        ClientName = client.ClientName,
    };
}
