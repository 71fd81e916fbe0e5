namespace IdentityService.Wire.Structures;

// Shared structures of app clients.

public sealed record UserPoolClientType
{
    public string? UserPoolId { get; init; }
    public string? ClientName { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }
    public DateTimeOffset? LastModifiedDate { get; init; }
    public DateTimeOffset? CreationDate { get; init; }
    public int? RefreshTokenValidity { get; init; }
    public int? AccessTokenValidity { get; init; }
    public int? IdTokenValidity { get; init; }
    public TokenValidityUnitsType? TokenValidityUnits { get; init; }
    public string[]? ReadAttributes { get; init; }
    public string[]? WriteAttributes { get; init; }
    public string[]? ExplicitAuthFlows { get; init; }
    public string[]? SupportedIdentityProviders { get; init; }
    public string[]? CallbackURLs { get; init; }
    public string[]? LogoutURLs { get; init; }
    public string? DefaultRedirectURI { get; init; }
    public string[]? AllowedOAuthFlows { get; init; }
    public string[]? AllowedOAuthScopes { get; init; }
    public bool? AllowedOAuthFlowsUserPoolClient { get; init; }
    public AnalyticsConfigurationType? AnalyticsConfiguration { get; init; }
    public string? PreventUserExistenceErrors { get; init; }
    public bool? EnableTokenRevocation { get; init; }
    public bool? EnablePropagateAdditionalUserContextData { get; init; }
    public int? AuthSessionValidity { get; init; }
    public RefreshTokenRotationType? RefreshTokenRotation { get; init; }
    public string? ClientType { get; init; }
}

public sealed record UserPoolClientDescription
{
    public string? ClientId { get; init; }
    public string? UserPoolId { get; init; }
    public string? ClientName { get; init; }
}

public sealed record TokenValidityUnitsType
{
    public string? AccessToken { get; init; }
    public string? IdToken { get; init; }
    public string? RefreshToken { get; init; }
}

public sealed record AnalyticsConfigurationType
{
    public string? ApplicationId { get; init; }
    public string? ApplicationArn { get; init; }
    public string? RoleArn { get; init; }
    public string? ExternalId { get; init; }
    public bool? UserDataShared { get; init; }
}

public sealed record RefreshTokenRotationType
{
    public required string Feature { get; init; }
    public int? RetryGracePeriodSeconds { get; init; }
}
