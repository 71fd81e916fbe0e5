using IdentityService.Engine.Tokens;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>A user pool: an immutable snapshot of its settings with what follows from them.</summary>
public sealed class Pool(UserPoolType settings, PoolKeys keys, string issuer)
{
    public UserPoolType Settings { get; } = settings;
    public PoolKeys Keys { get; } = keys;
    public string Id { get; } = settings.Id!;

    /// <summary>The <c>iss</c> of every token: from configuration, never from a request (rule 6).</summary>
    public string Issuer { get; } = issuer;

    /// <summary>The id's part after the underscore, which SRP proofs are made over.</summary>
    public string SrpName { get; } = settings.Id![(settings.Id!.IndexOf('_', StringComparison.Ordinal) + 1)..];

    public SignInNames SignInNames { get; } = new(settings);
    public PoolSchema Schema { get; } = new(settings.SchemaAttributes ?? []);
    public PasswordPolicy PasswordPolicy { get; } = new(settings.Policies?.PasswordPolicy);

    public bool OnlyAdministratorsCreateUsers { get; } = settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false;

    /// <summary>Whether a new user's address of this kind is verified by a code.</summary>
    public bool AutoVerifies(string attribute) => Settings.AutoVerifiedAttributes?.Contains(attribute, StringComparer.Ordinal) ?? false;

    /// <summary>Whether any address of a new user is verified by a code.</summary>
    public bool AutoVerifiesAny => Settings.AutoVerifiedAttributes is { Length: > 0 };

    /// <summary>The channels a forgotten password may be reset by, best first: verified_email, verified_phone_number or admin_only.</summary>
    public IReadOnlyList<string> RecoveryMechanisms { get; } =
        [.. (settings.AccountRecoverySetting?.RecoveryMechanisms ?? []).OrderBy(m => m.Priority).Select(m => m.Name)];
}
