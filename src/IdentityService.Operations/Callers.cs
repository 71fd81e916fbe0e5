using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Users;
using IdentityService.Wire;

namespace IdentityService.Operations;

/// <summary>Whoever signed the request with an access key.</summary>
/// <param name="Principal">The ARN of the key's owner.</param>
/// <param name="Region">The region of the signature's scope, or the pinned one.</param>
public sealed record Administrator(string AccessKeyId, string Principal, string Region);

/// <summary>Whoever shows a valid access token, read fresh from the database.</summary>
public sealed record SignedInUser(AppClient Client, User User, TokenSession Session);

/// <summary>A request of an operation that an app client calls without a signature.</summary>
public interface IClientRequest
{
    string ClientId { get; }

    /// <summary>How the client shows that it knows its secret, if it has one.</summary>
    ClientProof Proof { get; }

    /// <summary>How an unknown client id is refused.</summary>
    CognitoError UnknownClient => CognitoErrors.ClientNotFound(ClientId);
}

/// <summary>A request of an operation that is authorised by an access token.</summary>
public interface IUserRequest
{
    string AccessToken { get; }
}

/// <summary>How an app client shows that it knows its secret.</summary>
public abstract record ClientProof
{
    private ClientProof()
    {
    }

    /// <summary>Refuses a client whose proof is missing or wrong.</summary>
    /// <exception cref="CognitoError">NotAuthorizedException, InvalidParameterException.</exception>
    public abstract void MustHoldFor(AppClient client);

    /// <summary>SECRET_HASH over the username as sent in this request (S-19).</summary>
    public sealed record HashOver(string? Username, string? SecretHash) : ClientProof
    {
        public override void MustHoldFor(AppClient client)
        {
            var isGiven = !string.IsNullOrEmpty(SecretHash);
            if (!client.Secrets.Any && isGiven)
                throw CognitoErrors.SecretHashUnexpected(client.Id);
            if (client.Secrets.Any && !isGiven)
                throw CognitoErrors.SecretHashMissing(client.Id);
            if (client.Secrets.Any && !client.Secrets.MatchHash(Username ?? "", SecretHash!))
                throw CognitoErrors.SecretHashWrong(client.Id);
        }
    }

    /// <summary>The operation itself checks, since what is hashed or how it is refused is known only there.</summary>
    public sealed record CheckedByOperation : ClientProof
    {
        public override void MustHoldFor(AppClient client)
        {
        }
    }
}
