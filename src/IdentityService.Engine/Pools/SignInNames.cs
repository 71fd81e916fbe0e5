using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>What kind of login name a text is; the words are those of the attributes.</summary>
public static class LoginNameKind
{
    public const string Username = "username";
    public const string Email = "email";
    public const string PhoneNumber = "phone_number";
    public const string PreferredUsername = "preferred_username";
}

/// <summary>A user name as given at sign-up. In pools that sign in by e-mail or phone the given value becomes that attribute.</summary>
/// <param name="Given">The caller's spelling.</param>
/// <param name="Attribute">The attribute the value belongs to, when the pool has usernames of that kind.</param>
public sealed record NewUsername(string Given, string? Attribute);

/// <summary>By which names the users of a pool sign in, and when two spellings are one name.</summary>
public sealed partial class SignInNames(UserPoolType settings)
{
    private const int LongestCanonical = 512;
    private const int LongestEmail = 320;
    private readonly string[] _usernameAttributes = settings.UsernameAttributes ?? [];
    private readonly string[] _aliasAttributes = settings.AliasAttributes ?? [];

    /// <summary>Cognito: an API-made pool is case sensitive unless it says otherwise.</summary>
    public bool CaseSensitive { get; } = settings.UsernameConfiguration?.CaseSensitive ?? true;

    /// <summary>True when usernames are generated and users are known by e-mail or phone number.</summary>
    public bool UsernamesAreGenerated => _usernameAttributes.Length > 0;

    /// <summary>Whether this attribute, once active, is a name to sign in by.</summary>
    public bool IsAlias(string attribute) => _aliasAttributes.Contains(attribute, StringComparer.Ordinal);

    public bool IsUsernameAttribute(string attribute) => _usernameAttributes.Contains(attribute, StringComparer.Ordinal);

    /// <summary>The canonical form by which uniqueness, lock and login are decided (S-26): NFKC, folded when the pool ignores case.</summary>
    public string Canonical(string name)
    {
        var normal = !Shows(name) ? name : name.Normalize(NormalizationForm.FormKC); // What is unclean names nobody.
        return CaseSensitive ? normal : normal.ToUpperInvariant();
    }

    /// <summary>
    /// Whether a text can be a name at all: control, format, null, private-use, unassigned, lone surrogate and other characters that show
    /// nothing are refused (S-26), and what would grow beyond the index when normalised.
    /// </summary>
    public static bool IsClean(string name) =>
        Shows(name) && name.Normalize(NormalizationForm.FormKC) is { Length: <= LongestCanonical } canonical && Shows(canonical);

    /// <summary>Reads the username of a new user.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException when the pool wants another form.</exception>
    public NewUsername Parse(string username)
    {
        if (!IsClean(username))
            throw InvalidParameter("Username contains characters that are not allowed.");
        if (UsernamesAreGenerated)
            return new NewUsername(username, UsernameAttributeOf(username));

        // What counts is the name others will meet, so the canonical form must not look like an alias either (S-24).
        var canonical = Canonical(username);
        if (IsAlias(LoginNameKind.Email) && (LooksLikeEmail(username) || LooksLikeEmail(canonical)))
            throw InvalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
        if (IsAlias(LoginNameKind.PhoneNumber) && (LooksLikePhoneNumber(username) || LooksLikePhoneNumber(canonical)))
            throw InvalidParameter("Username cannot be of phone number format, since user pool is configured for phone number alias.");
        return new NewUsername(username, Attribute: null);
    }

    /// <summary>Cognito: one @ with text on both sides and a dot after it.</summary>
    public static bool LooksLikeEmail(string text) => Email().IsMatch(text);

    /// <summary>An e-mail address fit to be stored: clean, its own canonical form, and no longer than addresses are (RFC 5321 4.5.3.1).</summary>
    public static bool IsEmail(string text) =>
        text.Length <= LongestEmail && LooksLikeEmail(text) && IsClean(text) && text.IsNormalized(NormalizationForm.FormKC);

    /// <summary>E.164: a plus sign and up to 15 digits.</summary>
    public static bool LooksLikePhoneNumber(string text) => PhoneNumber().IsMatch(text);

    private string UsernameAttributeOf(string username)
    {
        if (IsUsernameAttribute(LoginNameKind.Email) && LooksLikeEmail(username))
            return LoginNameKind.Email;
        if (IsUsernameAttribute(LoginNameKind.PhoneNumber) && LooksLikePhoneNumber(username))
            return LoginNameKind.PhoneNumber;

        throw InvalidParameter((IsUsernameAttribute(LoginNameKind.Email), IsUsernameAttribute(LoginNameKind.PhoneNumber)) switch
        {
            (true, true) => "Username should be either an email or a phone number.",
            (true, false) => "Username should be an email.",
            _ => "Username should be a phone number.",
        });
    }

    // By code points, since a surrogate pair is one character and its halves are none.
    private static bool Shows(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var character, out var length) != OperationStatus.Done || !Shows(character))
                return false;
            rest = rest[length..];
        }

        return true;
    }

    // Beside whole categories, Unicode's Default_Ignorable_Code_Point: joiners, Hangul fillers and variation selectors.
    private static bool Shows(Rune character) => character.Value is not (0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF))
        && Rune.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+[0-9]{1,15}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PhoneNumber();
}
