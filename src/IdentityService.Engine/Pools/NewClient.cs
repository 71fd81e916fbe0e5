using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>A client that is about to be made: the one way from what was asked for to what is stored.</summary>
/// <param name="Settings">Complete, without the secret.</param>
/// <param name="Secret">Null for a public client.</param>
public sealed record NewClient(UserPoolClientType Settings, ClientSecret? Secret)
{
    /// <summary>What CreateUserPoolClient answers.</summary>
    public UserPoolClientType Described => Settings with { ClientSecret = Secret?.Shown };

    /// <param name="pool">Whose client it will be.</param>
    /// <param name="asked">What the request says, a supplied secret aside, with the new client's id.</param>
    /// <param name="secret">As <see cref="SecretOf"/> made it.</param>
    /// <param name="installation">Whose ARNs are shown.</param>
    /// <param name="now">When it is made.</param>
    /// <exception cref="Wire.CognitoError">An error of <see cref="ClientRules"/>.</exception>
    public static NewClient From(Pool pool, UserPoolClientType asked, ClientSecret? secret, Installation installation, DateTimeOffset now)
    {
        var settings = ClientDefaults.Complete(asked, installation) with { UserPoolId = pool.Id, CreationDate = now, LastModifiedDate = now };
        new ClientRules(pool, secret is not null, ClientChange.Creating).Check(settings);
        return new NewClient(settings, secret);
    }

    /// <summary>The secret a request asks for: generated, supplied or none.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException when it asks for both; the words are ours.</exception>
    public static ClientSecret? SecretOf(bool generate, string? supplied) => (generate, supplied) switch
    {
        (true, not null) => throw InvalidParameter("GenerateSecret cannot be used together with ClientSecret."),
        (true, null) => ClientSecret.Generate(),
        (false, { } value) => new ClientSecret(value, Supplied: true),
        _ => null,
    };
}
