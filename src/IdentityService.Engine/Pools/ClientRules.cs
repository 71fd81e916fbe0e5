using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>Whether a client is being made or changed, in the words of Cognito's refusals.</summary>
public static class ClientChange
{
    public const string Creating = "creating";
    public const string Updating = "updating";
}

/// <summary>What the settings of a client may say together, and about its pool. Texts: Cognito, observed, unless their line says otherwise.</summary>
/// <param name="pool">The client's pool.</param>
/// <param name="hasSecret">Whether the client has, or is about to get, a secret.</param>
/// <param name="change">One of <see cref="ClientChange"/>.</param>
public sealed class ClientRules(Pool pool, bool hasSecret, string change)
{
    private const long ShortestShort = 5 * 60;
    private const long LongestShort = 24 * 3600;
    private const long ShortestRefresh = 3600;
    private const long LongestRefresh = 3650L * 86400;
    private const long DefaultShort = 3600;

    // What follows from other attributes or from the service itself is nobody's to write.
    private static readonly string[] NeverWritable = ["sub", "email_verified", "phone_number_verified", "identities"];

    /// <param name="client">As <see cref="ClientDefaults"/> completed it.</param>
    /// <exception cref="Wire.CognitoError">InvalidParameterException, InvalidOAuthFlowException, ScopeDoesNotExistException or
    /// FeatureUnavailableInTierException.</exception>
    public void Check(UserPoolClientType client)
    {
        CheckFlows(client);
        CheckLifetimes(client);
        CheckAttributes(client);
        CheckProviders(client.SupportedIdentityProviders ?? []);
        ClientOAuthRules.Check(client, hasSecret);

        if (client.EnablePropagateAdditionalUserContextData == true && !hasSecret)
            throw InvalidParameter("Client Secret is required to set EnablePropagateAdditionalUserContextData as true");
    }

    private void CheckFlows(UserPoolClientType client)
    {
        var flows = client.ExplicitAuthFlows ?? [];
        var prefixed = flows.Count(f => f.StartsWith("ALLOW_", StringComparison.Ordinal));
        if (prefixed > 0 && prefixed < flows.Length)
            throw InvalidParameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.");

        var tier = pool.Settings.UserPoolTier;
        var isLite = !Tiers.Includes(tier, Tiers.Essentials);
        // The names of both features are ours.
        if (isLite && flows.Contains("ALLOW_USER_AUTH"))
            throw Tiers.FeatureNotAvailable(tier, "Choice-Based Sign-In");
        if (client.RefreshTokenRotation?.Feature != "ENABLED")
            return;
        if (isLite)
            throw Tiers.FeatureNotAvailable(tier, "Refresh Token Rotation");
        if (flows.Contains("ALLOW_REFRESH_TOKEN_AUTH"))
            throw InvalidParameter("ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.");
    }

    private static void CheckLifetimes(UserPoolClientType client)
    {
        var units = client.TokenValidityUnits ?? new TokenValidityUnitsType();
        var access = Seconds(client.AccessTokenValidity, units.AccessToken);
        var id = Seconds(client.IdTokenValidity, units.IdToken);
        var refresh = TokenUnits.Seconds(client.RefreshTokenValidity!.Value, units.RefreshToken ?? TokenUnits.DefaultRefresh);

        if (access is < ShortestShort or > LongestShort
            || id is < ShortestShort or > LongestShort
            || refresh is < ShortestRefresh or > LongestRefresh)
        {
            throw InvalidParameter("Invalid range for token validity.");
        }

        if (access > refresh || id > refresh)
        {
            throw InvalidParameter(
                "Access and Id Token expiration times must be less than or equal to refresh token expiration times.");
        }
    }

    private static long Seconds(int? validity, string? unit) =>
        validity is { } value ? TokenUnits.Seconds(value, unit ?? TokenUnits.DefaultShort) : DefaultShort;

    private void CheckAttributes(UserPoolClientType client)
    {
        if (client.ReadAttributes is { Length: > 0 } readable && !Array.TrueForAll(readable, IsKnown))
            throw InvalidParameter($"Invalid read attributes specified while {change} a client");

        // An explicit list must let users give every required attribute, or nobody could sign up.
        if (client.WriteAttributes is { Length: > 0 } writable
            && (!Array.TrueForAll(writable, IsWritable) || !pool.Schema.Required.All(required => writable.Contains(required))))
        {
            throw InvalidParameter($"Invalid write attributes specified while {change} a client");
        }
    }

    private bool IsKnown(string attribute) => attribute == "identities" || pool.Schema.Find(attribute) is not null;

    private bool IsWritable(string attribute) =>
        !NeverWritable.Contains(attribute) && pool.Schema.Find(attribute) is { DeveloperOnlyAttribute: not true };

    // No pool has an upstream provider yet, so the native directory is the only one that exists.
    private void CheckProviders(string[] providers)
    {
        if (Array.Find(providers, p => p != "COGNITO") is { } unknown)
            throw InvalidParameter($"The provider {unknown} does not exist for User Pool {pool.Id}.");
    }
}
