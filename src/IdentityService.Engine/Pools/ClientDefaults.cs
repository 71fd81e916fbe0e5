using System.Globalization;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>What a client's settings become when they leave something out, and in which order flows are shown (Cognito: observed).</summary>
public static class ClientDefaults
{
    private const int DefaultRefreshDays = 30;
    private const int DefaultAuthSessionMinutes = 3;

    // Observed but for ALLOW_USER_AUTH and the legacy names, whose places are ours.
    private static readonly string[] FlowOrder =
    [
        "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH",
    ];

    /// <summary>Completes settings as asked for. What Cognito does not default stays absent; lists sent empty are echoed empty.</summary>
    public static UserPoolClientType Complete(UserPoolClientType asked, Installation installation)
    {
        var units = Units(asked.TokenValidityUnits);
        return asked with
        {
            TokenValidityUnits = units,
            RefreshTokenValidity = asked.RefreshTokenValidity is > 0 and var validity ? validity : DefaultRefresh(units),
            AllowedOAuthFlowsUserPoolClient = asked.AllowedOAuthFlowsUserPoolClient ?? false,
            EnableTokenRevocation = asked.EnableTokenRevocation ?? true,
            EnablePropagateAdditionalUserContextData = asked.EnablePropagateAdditionalUserContextData ?? false,
            AuthSessionValidity = asked.AuthSessionValidity ?? DefaultAuthSessionMinutes,
            RefreshTokenRotation = Rotation(asked.RefreshTokenRotation),
            ExplicitAuthFlows = asked.ExplicitAuthFlows?.Distinct(StringComparer.Ordinal).OrderBy(f => Array.IndexOf(FlowOrder, f)).ToArray(),
            AnalyticsConfiguration = Analytics(asked.AnalyticsConfiguration, installation),
        };
    }

    // Nothing set reads back as {}; one unit set shows the other two.
    private static TokenValidityUnitsType Units(TokenValidityUnitsType? given) =>
        given is null or { AccessToken: null, IdToken: null, RefreshToken: null } ? new TokenValidityUnitsType() : new TokenValidityUnitsType
        {
            AccessToken = given.AccessToken ?? TokenUnits.DefaultShort,
            IdToken = given.IdToken ?? TokenUnits.DefaultShort,
            RefreshToken = given.RefreshToken ?? TokenUnits.DefaultRefresh,
        };

    // Thirty days, in whatever unit the client counts.
    private static int DefaultRefresh(TokenValidityUnitsType units) =>
        (int)(TokenUnits.Seconds(DefaultRefreshDays, "days") / TokenUnits.Seconds(1, units.RefreshToken ?? TokenUnits.DefaultRefresh));

    private static RefreshTokenRotationType? Rotation(RefreshTokenRotationType? given) => given is null ? null : given with
    {
        RetryGracePeriodSeconds = given.Feature == "ENABLED" ? given.RetryGracePeriodSeconds ?? 0 : 0,
    };

    // Pinpoint is not called; the role that Cognito would have made is shown, since Terraform expects one.
    private static AnalyticsConfigurationType? Analytics(AnalyticsConfigurationType? given, Installation installation) =>
        given is { ApplicationArn: not null, RoleArn: null }
            ? given with
            {
                RoleArn = string.Create(
                    CultureInfo.InvariantCulture,
                    $"arn:aws:iam::{installation.AccountId}:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp"),
            }
            : given;
}

/// <summary>The units in which a client counts the life of its tokens.</summary>
public static class TokenUnits
{
    public const string DefaultShort = "hours";
    public const string DefaultRefresh = "days";

    /// <summary>A number of seconds, minutes, hours or days in seconds; the contract's largest number of days still fits.</summary>
    public static long Seconds(int value, string unit) => value * (unit switch
    {
        "seconds" => 1L,
        "minutes" => 60L,
        "hours" => 3600L,
        _ => 86400L,
    });
}
