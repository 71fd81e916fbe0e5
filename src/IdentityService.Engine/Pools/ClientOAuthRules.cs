using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>What a client may ask for of OAuth: flows, scopes and the addresses browsers return to. Texts: Cognito, observed, unless said.</summary>
public static class ClientOAuthRules
{
    // No resource server adds scopes yet.
    private static readonly string[] BuiltInScopes = ["phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"];

    /// <exception cref="Wire.CognitoError">InvalidParameterException, InvalidOAuthFlowException or ScopeDoesNotExistException.</exception>
    public static void Check(UserPoolClientType client, bool hasSecret)
    {
        var flows = client.AllowedOAuthFlows ?? [];
        var scopes = client.AllowedOAuthScopes ?? [];
        if (client.AllowedOAuthFlowsUserPoolClient == true && (flows.Length == 0 || scopes.Length == 0))
        {
            throw InvalidParameter(
                "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.");
        }

        CheckFlows(flows, hasSecret);
        if (Array.Find(scopes, s => !BuiltInScopes.Contains(s)) is { } unknown)
            throw ScopeDoesNotExist(unknown);
        CheckAddresses(client, flows);
    }

    private static void CheckFlows(string[] flows, bool hasSecret)
    {
        if (!flows.Contains("client_credentials"))
            return;
        if (flows.Contains("code") || flows.Contains("implicit"))
            throw InvalidOAuthFlow("client_credentials flow can not be selected along with code flow or implicit flow.");
        if (!hasSecret)
            throw InvalidOAuthFlow("client_credentials flow can not be selected if client does not have a client secret.");
    }

    private static void CheckAddresses(UserPoolClientType client, string[] flows)
    {
        var callbacks = client.CallbackURLs ?? [];
        foreach (var url in callbacks.Concat(client.LogoutURLs ?? []))
            RedirectRules.Check(url);

        if (callbacks.Length == 0 && (flows.Contains("code") || flows.Contains("implicit")))
            throw InvalidParameter("CallbackUrls can not be empty when code flow or implicit flow is selected");
        if (client.DefaultRedirectURI is { } preferred && !callbacks.Contains(preferred))
            throw InvalidParameter($"The default redirect URI {preferred} is not in the callback URIs list.");
    }
}

/// <summary>
/// Which addresses a client may register for browsers to return to (N-04): absolute, without a fragment, https, or http on this computer,
/// or an application's own scheme. Later they are compared byte for byte, so nothing is normalised here.
/// </summary>
public static class RedirectRules
{
    private static readonly string[] OwnComputer = ["localhost", "127.0.0.1", "[::1]"];

    // Schemes that run or carry content instead of leading somewhere; a browser must never be sent there.
    private static readonly string[] Dangerous = ["javascript", "data", "vbscript", "file", "blob", "about", "view-source"];

    /// <exception cref="Wire.CognitoError">InvalidParameterException; the first and third text are ours.</exception>
    public static void Check(string url)
    {
        // A path alone is an absolute file to the parser, where files begin with a slash.
        if (url.StartsWith('/') || url.Contains('\\', StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            throw InvalidParameter($"{url} is not an absolute URL.");
        if (url.Contains('#', StringComparison.Ordinal))
            throw InvalidParameter($"{url} cannot use fragment");
        if (Dangerous.Contains(parsed.Scheme))
            throw InvalidParameter($"{url} cannot use the {parsed.Scheme} scheme.");
        if (parsed.Scheme == Uri.UriSchemeHttp && !OwnComputer.Contains(parsed.Host))
            throw InvalidParameter($"{url} cannot use the HTTP protocol.");
    }
}
