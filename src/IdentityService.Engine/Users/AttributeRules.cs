using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Users;

/// <summary>
/// The one place where write lists, reserved names, formats and limits of attributes are kept, whoever writes (S-23).
/// </summary>
public static class AttributeRules
{
    private const string DeveloperOnly = "dev:";

    // As a username, since it may be one to sign in by.
    private const int LongestPreferredUsername = 128;

    /// <summary>What a new user brings through an app client: nothing reserved, all that the client may write, all that the pool requires.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException, NotAuthorizedException.</exception>
    public static Dictionary<string, string> AcceptSignUp(AppClient client, NewUsername username, IReadOnlyList<AttributeType> given)
    {
        var pool = client.Pool;
        var attributes = LastOfEach(given);
        foreach (var name in attributes.Keys)
        {
            RefuseReserved(name);
            RefuseUndeclared(pool, name);
            if (name.StartsWith(DeveloperOnly, StringComparison.Ordinal) || !client.MayWrite(name))
                throw NotAuthorized("A client attempted to write unauthorized attribute");
        }

        if (attributes.ContainsKey(LoginNameKind.PreferredUsername) && pool.SignInNames.IsAlias(LoginNameKind.PreferredUsername))
            throw InvalidParameter("preferred_username cannot be set at sign-up, since it is an alias; set it after confirmation.");

        AddUsername(pool, username, attributes);
        RequireAll(pool, attributes);
        CheckValues(pool, attributes);
        foreach (var address in new[] { LoginNameKind.Email, LoginNameKind.PhoneNumber }.Where(attributes.ContainsKey))
            attributes[address + "_verified"] = "false";
        return attributes;
    }

    /// <summary>What an administrator gives a new user: required attributes may be missing, verified flags may be set, <c>sub</c> may not.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static Dictionary<string, string> AcceptFromAdministrator(Pool pool, NewUsername username, IReadOnlyList<AttributeType> given)
    {
        var attributes = LastOfEach(given);
        foreach (var name in attributes.Keys)
        {
            if (name is "sub" or "identities")
                throw CannotModify(name);
            RefuseUndeclared(pool, name);
        }

        AddUsername(pool, username, attributes);
        CheckValues(pool, attributes);
        return attributes;
    }

    /// <summary>What a user adds while choosing the first own password: writable, declared, and nothing required that already has a value.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException, NotAuthorizedException.</exception>
    public static Dictionary<string, string> AcceptWithNewPassword(AppClient client, User user, IReadOnlyList<AttributeType> given)
    {
        var attributes = LastOfEach(given);
        foreach (var name in attributes.Keys)
        {
            RefuseReserved(name);
            RefuseUndeclared(client.Pool, name);
            if (name.StartsWith(DeveloperOnly, StringComparison.Ordinal) || !client.MayWrite(name))
                throw NotAuthorized("A client attempted to write unauthorized attribute");
            if (user[name] is not null && IsFixed(client.Pool, name))
                throw NotAuthorized($"Cannot modify an already provided {name}");
            if (user[name] is not null && client.Pool.Schema.Find(name)!.Mutable == false)
                throw CannotModify(name);
        }

        CheckValues(client.Pool, attributes);
        foreach (var address in new[] { LoginNameKind.Email, LoginNameKind.PhoneNumber }.Where(attributes.ContainsKey))
            attributes[address + "_verified"] = "false"; // A new address is proven by nothing yet (S-22).
        return attributes;
    }

    // What a pool requires, or what its users sign in by, is not changed on the way through a sign-in.
    private static bool IsFixed(Pool pool, string name) =>
        pool.Schema.Required.Contains(name, StringComparer.Ordinal) || pool.SignInNames.IsUsernameAttribute(name);

    private static Dictionary<string, string> LastOfEach(IReadOnlyList<AttributeType> given)
    {
        var attributes = new Dictionary<string, string>(given.Count + 2, StringComparer.Ordinal);
        foreach (var attribute in given)
            attributes[attribute.Name] = attribute.Value ?? "";

        // An empty value stands for no value, as in updates.
        foreach (var empty in attributes.Where(a => a.Value.Length == 0).Select(a => a.Key).ToList())
            attributes.Remove(empty);
        return attributes;
    }

    private static void RefuseReserved(string name)
    {
        if (name is "sub" or "identities" or "email_verified" or "phone_number_verified")
            throw CannotModify(name);
    }

    private static void RefuseUndeclared(Pool pool, string name)
    {
        if (pool.Schema.Find(name) is null)
            throw InvalidParameter($"Attributes did not conform to the schema: {name}: Attribute does not exist in the schema.\n");
    }

    private static void AddUsername(Pool pool, NewUsername username, Dictionary<string, string> attributes)
    {
        if (username.Attribute is null)
            return;
        attributes[username.Attribute] = username.Given;
        if (!pool.SignInNames.IsUsernameAttribute(username.Attribute))
            throw new InvalidOperationException("The username's attribute is none of the pool's.");
    }

    private static void RequireAll(Pool pool, Dictionary<string, string> attributes)
    {
        var missing = pool.Schema.Required.Where(r => !attributes.ContainsKey(r)).ToList();
        if (missing.Count > 0)
            throw InvalidParameter("Attributes did not conform to the schema: " + string.Concat(missing.Select(MissingLine)));
    }

    // Cognito, observed: two names show how they are stored inside.
    private static string MissingLine(string name) => name switch
    {
        "name" => "name.formatted: The attribute name.formatted is required\n",
        "family_name" => "name.familyName: The attribute name.familyName is required\n",
        _ => $"{name}: The attribute is required\n",
    };

    private static void CheckValues(Pool pool, Dictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value.Contains('\0', StringComparison.Ordinal))
                throw InvalidParameter($"Attributes did not conform to the schema: user.{name}: Value contains a character that is not allowed.\n");
            if (name == LoginNameKind.Email && !SignInNames.IsEmail(value))
                throw InvalidParameter("Invalid email address format.");
            if (name == LoginNameKind.PhoneNumber && !SignInNames.LooksLikePhoneNumber(value))
                throw InvalidParameter("Invalid phone number format.");
            if (name == LoginNameKind.PreferredUsername && (value.Length > LongestPreferredUsername || !SignInNames.IsClean(value)))
                throw InvalidParameter("preferred_username contains characters that are not allowed.");
            if (PoolSchema.Violation(pool.Schema.Find(name)!, value) is { } violation)
                throw InvalidParameter($"Attributes did not conform to the schema: {violation}\n");
        }
    }

    private static Wire.CognitoError CannotModify(string name) => InvalidParameter($"Cannot modify the non-mutable attribute {name}");
}
