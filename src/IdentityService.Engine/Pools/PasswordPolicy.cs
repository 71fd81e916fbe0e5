using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>What a pool asks of a password. Lengths are in UTF-16 units, as Cognito counts.</summary>
public sealed class PasswordPolicy(PasswordPolicyType? settings)
{
    private const int DefaultMinimumLength = 8;
    private const int DefaultTemporaryDays = 7;

    // The developer guide's set; letters of other scripts count for no class.
    private const string Symbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

    public int MinimumLength { get; } = settings?.MinimumLength ?? DefaultMinimumLength;

    /// <summary>How long a temporary password works, from the moment it was set.</summary>
    public TimeSpan TemporaryValidity { get; } =
        TimeSpan.FromDays(settings?.TemporaryPasswordValidityDays is > 0 and var days ? days : DefaultTemporaryDays);

    public bool RequireUppercase { get; } = settings?.RequireUppercase ?? settings is null;
    public bool RequireLowercase { get; } = settings?.RequireLowercase ?? settings is null;
    public bool RequireNumbers { get; } = settings?.RequireNumbers ?? settings is null;
    public bool RequireSymbols { get; } = settings?.RequireSymbols ?? settings is null;

    /// <summary>The first rule the password breaks, in Cognito's words; null when it keeps them all.</summary>
    public string? Violation(string password)
    {
        if (password.Length < MinimumLength)
            return "Password not long enough";
        if (RequireUppercase && !password.Any(char.IsAsciiLetterUpper))
            return "Password must have uppercase characters";
        if (RequireLowercase && !password.Any(char.IsAsciiLetterLower))
            return "Password must have lowercase characters";
        if (RequireNumbers && !password.Any(char.IsAsciiDigit))
            return "Password must have numeric characters";
        if (RequireSymbols && !password.Any(c => Symbols.Contains(c, StringComparison.Ordinal)))
            return "Password must have symbol characters";
        return null;
    }
}
