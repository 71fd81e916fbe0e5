using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Pools;

/// <summary>Lists the pools the caller sees, in ascending order of their ids.</summary>
public sealed class ListUserPools(PoolStore pools, Cursors cursors, Installation installation)
    : IOperation<ListUserPools.Request, ListUserPools.Response, Administrator>
{
    public sealed record Request
    {
        public string? NextToken { get; init; }
        public required int MaxResults { get; init; }
    }

    public sealed record Response
    {
        public UserPoolDescriptionType[]? UserPools { get; init; }
        public string? NextToken { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        // Where a region is pinned, every caller sees every pool.
        var region = installation.PinnedRegion is null ? caller.Region : null;
        var listing = Binding.To("ListUserPools", region ?? "");
        var after = request.NextToken is { } token ? cursors.Read(listing, token) ?? throw InvalidPaginationToken() : "";

        // One more than asked for tells whether a page follows; a token on the last page would make the AWS CLI go on for ever.
        var found = await pools.List(region, after, request.MaxResults + 1, cancel);
        var page = found.Take(request.MaxResults).ToArray();
        return new Response
        {
            UserPools = [.. page.Select(Describe)],
            NextToken = found.Count > page.Length ? cursors.Make(listing, page[^1].Id!) : null,
        };
    }

    private static UserPoolDescriptionType Describe(UserPoolType pool) => new()
    {
        Id = pool.Id,
        Name = pool.Name,
        LambdaConfig = pool.LambdaConfig ?? new LambdaConfigType(),
        LastModifiedDate = pool.LastModifiedDate,
        CreationDate = pool.CreationDate,
    };
}
