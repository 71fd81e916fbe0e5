using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>How long the tokens of a client live. Cognito's defaults: ID and access 60 minutes, refresh 30 days.</summary>
public sealed class TokenLifetimes(UserPoolClientType settings)
{
    private const string DefaultShortUnit = "hours";
    private const string DefaultLongUnit = "days";
    private const int DefaultRefreshDays = 30;

    public TimeSpan Id { get; } = Of(settings.IdTokenValidity, settings.TokenValidityUnits?.IdToken ?? DefaultShortUnit, TimeSpan.FromHours(1));

    public TimeSpan Access { get; } =
        Of(settings.AccessTokenValidity, settings.TokenValidityUnits?.AccessToken ?? DefaultShortUnit, TimeSpan.FromHours(1));

    public TimeSpan Refresh { get; } = Of(
        settings.RefreshTokenValidity, settings.TokenValidityUnits?.RefreshToken ?? DefaultLongUnit, TimeSpan.FromDays(DefaultRefreshDays));

    /// <summary>A validity in its unit (seconds, minutes, hours or days); zero and absent mean the default.</summary>
    private static TimeSpan Of(int? value, string unit, TimeSpan otherwise) => (value, unit) switch
    {
        (null or 0, _) => otherwise,
        ({ } number, "seconds") => TimeSpan.FromSeconds(number),
        ({ } number, "minutes") => TimeSpan.FromMinutes(number),
        ({ } number, "hours") => TimeSpan.FromHours(number),
        ({ } number, _) => TimeSpan.FromDays(number),
    };
}
