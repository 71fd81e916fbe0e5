using System.Text.RegularExpressions;

namespace IdentityService.Wire.Identifiers;

/// <summary>Forms of identifiers, so that what cannot be one is never looked up (S-08).</summary>
public static partial class WellFormed
{
    /// <summary>A pool id as the contract has it, at most 55 characters.</summary>
    public static bool PoolId(string text) => text.Length <= 55 && Pool().IsMatch(text);

    /// <summary>A client id as the contract has it, at most 128 characters.</summary>
    public static bool ClientId(string text) => text.Length <= 128 && Client().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9_-]+_[0-9a-zA-Z]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pool();

    [GeneratedRegex(@"^[A-Za-z0-9_+]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Client();
}
