using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Shows one user whole.</summary>
public sealed class AdminGetUser(PoolDirectory pools, UserAccounts users) : IOperation<AdminGetUser.Request, AdminGetUser.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
    }

    public sealed record Response
    {
        public required string Username { get; init; }
        public AttributeType[]? UserAttributes { get; init; }
        public DateTimeOffset? UserCreateDate { get; init; }
        public DateTimeOffset? UserLastModifiedDate { get; init; }
        public bool? Enabled { get; init; }
        public string? UserStatus { get; init; }
        public MFAOptionType[]? MFAOptions { get; init; }
        public string? PreferredMfaSetting { get; init; }
        public string[]? UserMFASettingList { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var user = await users.Require(pool, request.Username, cancel);
        return new Response
        {
            Username = user.Username,
            UserAttributes = user.ToWire(shown: _ => true),
            UserCreateDate = user.CreatedAt,
            UserLastModifiedDate = user.ModifiedAt,
            Enabled = user.Enabled,
            UserStatus = user.Status,
        };
    }
}
