using System.Text;
using System.Text.RegularExpressions;
using IdentityService.Storage.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Users;

/// <summary>A filter of ListUsers, parsed: one attribute, one comparison, one value; never concatenated into a query (S-27).</summary>
/// <param name="Attribute">One of the searchable attributes.</param>
/// <param name="IsPrefix">True for <c>^=</c>, false for <c>=</c>.</param>
public sealed partial record UserFilter(string Attribute, bool IsPrefix, string Value)
{
    private static readonly HashSet<string> Searchable =
        new(["username", "sub", "status", "cognito:user_status", .. UserTable.SearchableAttributes], StringComparer.Ordinal);

    /// <summary>Grammar: <c>attribute = "value"</c> or <c>attribute ^= "value"</c>; backslash escapes quote and backslash. Empty means all.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static UserFilter? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Grammar().Match(text) is not { Success: true } match)
            throw InvalidParameter("Error while parsing filter");

        var attribute = match.Groups["attribute"].Value;
        if (!Searchable.Contains(attribute))
            throw InvalidParameter($"Invalid search attribute: {attribute}");
        return new UserFilter(attribute, match.Groups["prefix"].Success, Unescape(match.Groups["value"].ValueSpan));
    }

    private static string Unescape(ReadOnlySpan<char> value)
    {
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
                i++;
            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    [GeneratedRegex("""^\s*"?(?<attribute>[A-Za-z_:]+)"?\s*(?<prefix>\^)?=\s*"(?<value>(?:[^"\\\0]|\\["\\])*)"\s*\z""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Grammar();
}
