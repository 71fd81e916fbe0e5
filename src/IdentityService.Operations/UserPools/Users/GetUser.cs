using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Shows the signed-in user what the app client may read.</summary>
public sealed class GetUser : IOperation<GetUser.Request, GetUser.Response, SignedInUser>
{
    public sealed record Request : IUserRequest
    {
        public required string AccessToken { get; init; }
    }

    public sealed record Response
    {
        public required string Username { get; init; }
        public required AttributeType[] UserAttributes { get; init; }
        public MFAOptionType[]? MFAOptions { get; init; }
        public string? PreferredMfaSetting { get; init; }
        public string[]? UserMFASettingList { get; init; }
    }

    public Task<Response> Run(Request request, SignedInUser caller, CancellationToken cancel) => Task.FromResult(new Response
    {
        Username = caller.User.Username,
        UserAttributes = caller.User.ToWire(caller.Client.MayRead),
    });
}
