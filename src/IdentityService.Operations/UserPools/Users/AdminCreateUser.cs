using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Users;

/// <summary>Makes a user with a temporary password and sends an invitation.</summary>
public sealed class AdminCreateUser(PoolDirectory pools, UserAccounts users, Invitations invitations)
    : IOperation<AdminCreateUser.Request, AdminCreateUser.Response, Administrator>
{
    private const string PolicyPrefix = "Password did not conform with password policy: ";

    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string Username { get; init; }
        public AttributeType[] UserAttributes { get; init; } = [];
        public AttributeType[] ValidationData { get; init; } = [];
        public string? TemporaryPassword { get; init; }
        public bool ForceAliasCreation { get; init; }
        public string? MessageAction { get; init; }
        public string[] DesiredDeliveryMediums { get; init; } = [];
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
    }

    public sealed record Response(UserType User);

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await pools.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var password = string.IsNullOrEmpty(request.TemporaryPassword)
            ? PasswordFactor.Temporary(pool)
            : PasswordFactor.Accept(request.TemporaryPassword, pool, PolicyPrefix);

        var user = request.MessageAction == "RESEND"
            ? await Again(pool, request, password, cancel)
            : await Create(pool, request, password, cancel);
        return new Response(user.ToUserType(shown: _ => true));
    }

    // A new temporary password with a new validity; the attributes of this request are ignored (Cognito: documented).
    private async Task<User> Again(Pool pool, Request request, PlainPassword password, CancellationToken cancel)
    {
        var user = await users.Require(pool, request.Username, cancel);
        var destinations = Destination.ForInvitation(user.Attributes, request.DesiredDeliveryMediums);
        if (user.Status != UserStatus.ForceChangePassword || !await invitations.Renew(pool, user, request.Username, password, destinations, cancel))
            throw UnsupportedUserState($"Resend not possible. {request.Username} status is not FORCE_CHANGE_PASSWORD");

        RequireDelivery(request, destinations);
        return await users.Require(pool, user.Sub, cancel);
    }

    private async Task<User> Create(Pool pool, Request request, PlainPassword password, CancellationToken cancel)
    {
        var name = pool.SignInNames.Parse(request.Username);
        var attributes = AttributeRules.AcceptFromAdministrator(pool, name, request.UserAttributes);
        var destinations = request.MessageAction == "SUPPRESS" ? [] : Destination.ForInvitation(attributes, request.DesiredDeliveryMediums);

        var user = await invitations.NewUser(pool, name, attributes, password, cancel);
        if (await invitations.TryAdd(user, password, destinations, request.ForceAliasCreation, cancel) is { } taken)
            throw Taken(taken, name);
        if (request.MessageAction != "SUPPRESS")
            RequireDelivery(request, destinations);
        return await users.Require(pool, user.Sub, cancel);
    }

    // Cognito, documented: the user is there even so.
    private static void RequireDelivery(Request request, IReadOnlyList<Destination> destinations)
    {
        if (request.DesiredDeliveryMediums.Length > 0 && destinations.Count == 0)
            throw CodeDeliveryFailure("The user has no address for the desired delivery mediums.");
    }

    // AliasExistsException is not among this operation's errors, UsernameExistsException is.
    private static Wire.CognitoError Taken(string kind, NewUsername name) => kind switch
    {
        LoginNameKind.Username => UsernameExists("User account already exists"),
        _ when kind == name.Attribute => AccountWithGivenExists(kind),
        _ => UsernameExists($"An account with the {kind} already exists."),
    };
}
