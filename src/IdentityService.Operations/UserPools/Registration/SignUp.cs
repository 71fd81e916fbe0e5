using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Registration;

/// <summary>Registers a new user of the caller's pool and sends the first confirmation code.</summary>
public sealed class SignUp(UserAccounts users, PasswordFactor passwords, ConfirmationCodes codes)
    : IOperation<SignUp.Request, SignUp.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string ClientId { get; init; }
        public string? SecretHash { get; init; }
        public required string Username { get; init; }
        public string? Password { get; init; }
        public AttributeType[] UserAttributes { get; init; } = [];
        public AttributeType[] ValidationData { get; init; } = [];
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];

        ClientProof IClientRequest.Proof => new ClientProof.HashOver(Username, SecretHash);
    }

    public sealed record Response(bool UserConfirmed, CodeDeliveryDetailsType? CodeDeliveryDetails, string UserSub, string? Session);

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel)
    {
        var pool = client.Pool;

        // 1. What the pool allows.
        if (pool.OnlyAdministratorsCreateUsers)
            throw NotAuthorized("SignUp is not permitted for this user pool");
        if (string.IsNullOrEmpty(request.Password))
            throw InvalidParameter("Password is required, since this user pool signs in by password only.");

        var name = pool.SignInNames.Parse(request.Username);
        var attributes = AttributeRules.AcceptSignUp(client, name, request.UserAttributes);
        var password = PasswordFactor.Accept(request.Password, pool, "Password did not conform with policy: ");

        // A name that is taken is told at once, as Cognito does, before the costly hash.
        if (await users.FindByLoginName(pool, request.Username, cancel) is not null)
            throw await Taken(pool, name, attributes, cancel);

        // 2. User, code and outgoing message are one transaction. The primary key of login names decides who wins when two sign up at once.
        var sub = Guid.NewGuid().ToString();
        var username = NewUser.UsernameFor(pool, sub, name);
        var credential = await passwords.Make(pool, sub, username, password, cancel);
        var user = new NewUser(pool, sub, username, name, attributes, UserStatus.Unconfirmed, credential);
        var destination = Destination.ForSignUp(pool, attributes);
        if (destination is not null)
            codes.Prepare(user, destination);
        if (!await users.TryAdd(user, Aliases.ActiveFor(pool, attributes), cancel))
            throw await Taken(pool, name, attributes, cancel);

        return new Response(UserConfirmed: false, destination?.Details, sub, Session: null);
    }

    // In pools that sign in by e-mail and phone number a user may bring two names; the one that is taken is told.
    private async Task<Wire.CognitoError> Taken(Pool pool, NewUsername name, Dictionary<string, string> attributes, CancellationToken cancel)
    {
        if (name.Attribute is null)
            return UsernameExists();
        foreach (var attribute in Aliases.ActiveFor(pool, attributes))
        {
            if (await users.FindByLoginName(pool, attributes[attribute], cancel) is not null)
                return AccountWithGivenExists(attribute);
        }

        return AccountWithGivenExists(name.Attribute);
    }
}
