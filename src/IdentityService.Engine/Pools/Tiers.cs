using IdentityService.Wire;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>Cognito's feature plans: LITE, ESSENTIALS (the default) and PLUS, each with what the one before has.</summary>
public static class Tiers
{
    public const string Lite = "LITE";
    public const string Essentials = "ESSENTIALS";
    public const string Plus = "PLUS";

    private static readonly string[] Ascending = [Lite, Essentials, Plus];

    /// <summary>Whether a pool's tier, ESSENTIALS when it names none, has what another begins with.</summary>
    public static bool Includes(string? tier, string least) =>
        Array.IndexOf(Ascending, tier ?? Essentials) >= Array.IndexOf(Ascending, least);

    /// <summary>How a pool's settings are refused when they need a higher tier.</summary>
    public static CognitoError FeatureToDisable(string? tier, string feature) => FeatureUnavailableInTier(
        $"The following features need to be disabled for the {tier ?? Essentials} pricing tier configured: {feature}");

    /// <summary>How anything within a pool is refused when it needs a higher tier.</summary>
    public static CognitoError FeatureNotAvailable(string? tier, string feature) => FeatureUnavailableInTier(
        $"The following feature is not available for the {tier ?? Essentials} pricing tier configured: {feature}");
}
