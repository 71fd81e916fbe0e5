using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>What an application signs in with: an immutable snapshot of its settings and its pool's.</summary>
public sealed class AppClient(Pool pool, UserPoolClientType settings, ClientSecrets secrets)
{
    private const int DefaultAuthSessionMinutes = 3;

    // Cognito: what a client allows that says nothing.
    private static readonly string[] DefaultFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

    public Pool Pool { get; } = pool;
    public UserPoolClientType Settings { get; } = settings;
    public ClientSecrets Secrets { get; } = secrets;
    public string Id { get; } = settings.ClientId!;
    public TokenLifetimes Lifetimes { get; } = new(settings);

    /// <summary>Whether unknown users must look like known ones (S-13). Cognito: LEGACY unless set.</summary>
    public bool HidesUserExistence { get; } = settings.PreventUserExistenceErrors == "ENABLED";

    /// <summary>How long one challenge of a sign-in may be answered: 3 to 15 minutes.</summary>
    public TimeSpan AuthSessionValidity { get; } = TimeSpan.FromMinutes(settings.AuthSessionValidity ?? DefaultAuthSessionMinutes);

    public bool RevocationEnabled { get; } = settings.EnableTokenRevocation ?? true;
    public bool RotationEnabled { get; } = settings.RefreshTokenRotation?.Feature == "ENABLED";

    /// <summary>For how long a rotated refresh token's predecessor still works: 0 to 60 s.</summary>
    public TimeSpan RotationGrace { get; } = TimeSpan.FromSeconds(settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0);

    public bool AllowsUserPassword => Names("ALLOW_USER_PASSWORD_AUTH") || Names("USER_PASSWORD_AUTH");

    public bool AllowsAdminUserPassword => Names("ALLOW_ADMIN_USER_PASSWORD_AUTH") || Names("ADMIN_NO_SRP_AUTH");

    /// <summary>Among the legacy names, SRP is allowed unless CUSTOM_AUTH_FLOW_ONLY forbids it.</summary>
    public bool AllowsUserSrp => Names("ALLOW_USER_SRP_AUTH") || (NamesLegacyFlows && !Names("CUSTOM_AUTH_FLOW_ONLY"));

    public bool AllowsCustom => Names("ALLOW_CUSTOM_AUTH") || Names("CUSTOM_AUTH_FLOW_ONLY");

    /// <summary>The legacy names never forbade refreshing.</summary>
    public bool AllowsRefresh => Names("ALLOW_REFRESH_TOKEN_AUTH") || NamesLegacyFlows;

    /// <summary>Whether tokens and GetUser of this client may show an attribute. Unset lists allow all, custom attributes included.</summary>
    public bool MayRead(string attribute) =>
        Settings.ReadAttributes is not { Length: > 0 } readable || attribute == "sub" || readable.Contains(attribute, StringComparer.Ordinal);

    /// <summary>Whether users may write an attribute through this client.</summary>
    public bool MayWrite(string attribute) =>
        Settings.WriteAttributes is not { Length: > 0 } writable || writable.Contains(attribute, StringComparer.Ordinal);

    private string[] Flows => Settings.ExplicitAuthFlows is { Length: > 0 } named ? named : DefaultFlows;

    private bool NamesLegacyFlows => !Array.Exists(Flows, f => f.StartsWith("ALLOW_", StringComparison.Ordinal));

    private bool Names(string flow) => Flows.Contains(flow, StringComparer.Ordinal);
}
