using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Lists the users of a pool, all or those a filter names, page by page.</summary>
public sealed class ListUsers(PoolDirectory pools, UserSearch search, Cursors cursors) : IOperation<ListUsers.Request, ListUsers.Response, Administrator>
{
    private const int LargestPage = 60;

    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public string[] AttributesToGet { get; init; } = [];
        public int? Limit { get; init; }
        public string? PaginationToken { get; init; }
        public string? Filter { get; init; }
    }

    public sealed record Response(UserType[] Users, string? PaginationToken);

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        if (request.AttributesToGet.Any(name => pool.Schema.Find(name) is null))
            throw InvalidParameter("One or more requested attributes do not exist.");
        var filter = UserFilter.Parse(request.Filter);

        // The token is bound to pool and filter, so it cannot be used to walk another listing (S-27).
        var listing = Binding.To("ListUsers", pool.Id, request.Filter ?? "");
        var after = request.PaginationToken is null
            ? null
            : cursors.Read(listing, request.PaginationToken)
                ?? throw InvalidParameter("Provided pagination token is invalid. Check the token and try your request again.");

        var limit = request.Limit is > 0 and var asked ? asked : LargestPage;
        var page = await search.Page(pool, filter, after, limit, cancel);
        return new Response(
            [.. page.Users.Select(u => u.ToUserType(shown: name => request.AttributesToGet.Length == 0 || request.AttributesToGet.Contains(name, StringComparer.Ordinal)))],
            page.Next is null ? null : cursors.Make(listing, page.Next));
    }
}
