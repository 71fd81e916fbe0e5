using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>
/// The attributes every pool has, with Cognito's exact defaults: Terraform compares them member by member. All texts: Cognito, observed,
/// unless their line says otherwise.
/// </summary>
public static class SchemaAttributes
{
    // As a CreateUserPool answer lists them (Cognito: observed).
    private static readonly SchemaAttributeType[] Standard =
    [
        Text("sub", "1", "2048") with { Mutable = false, Required = true },
        Text("name"), Text("given_name"), Text("family_name"), Text("middle_name"), Text("nickname"), Text("preferred_username"),
        Text("profile"), Text("picture"), Text("website"), Text("email"), Flag("email_verified"), Text("gender"),
        Text("birthdate", "10", "10"), Text("zoneinfo"), Text("locale"), Text("phone_number"), Flag("phone_number_verified"), Text("address"),
        Of("updated_at", "Number") with { NumberAttributeConstraints = new NumberAttributeConstraintsType { MinValue = "0" } },
    ];

    // As DescribeUserPool lists them. Observed: profile, address, birthdate and gender first, nickname last; between them the order is ours.
    private static readonly string[] DescribedOrder =
    [
        "profile", "address", "birthdate", "gender", "preferred_username", "updated_at", "website", "picture", "identities", "sub",
        "phone_number", "phone_number_verified", "zoneinfo", "locale", "email", "email_verified", "given_name", "family_name", "middle_name",
        "name", "nickname",
    ];

    private static readonly SchemaAttributeType Identities =
        Of("identities", "String") with { StringAttributeConstraints = new StringAttributeConstraintsType() };

    /// <summary>The schema of a new pool: the twenty standard attributes as overridden, then custom ones in the order asked for.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static SchemaAttributeType[] Declare(IReadOnlyList<SchemaAttributeType> asked)
    {
        foreach (var attribute in asked)
        {
            if (attribute.Name is null)
                throw MissingParameter("Name");
        }

        var overrides = asked.Where(a => IsStandard(a.Name!)).ToArray();
        if (overrides.GroupBy(o => o.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw InvalidParameter($"Duplicate attribute names {twice.Key} are not allowed in a user pool schema."); // Ours, after the custom one.

        var standard = Standard.Select(s => overrides.FirstOrDefault(o => o.Name == s.Name) is { } given ? Override(s, given) : s);
        var custom = asked.Where(a => !IsStandard(a.Name!)).Select(CustomAttributes.Declare).ToArray();
        CustomAttributes.RefuseDuplicates(custom);
        return [.. standard, .. custom];
    }

    /// <summary>The same attributes as DescribeUserPool shows them: in its own order, with <c>identities</c>, custom ones last.</summary>
    public static SchemaAttributeType[] AsDescribed(IReadOnlyList<SchemaAttributeType> declared) =>
        [.. declared.Append(Identities).OrderBy(a => Array.IndexOf(DescribedOrder, a.Name) is >= 0 and var place ? place : DescribedOrder.Length)];

    private static bool IsStandard(string name) => Array.Exists(Standard, s => s.Name == name);

    private static SchemaAttributeType Override(SchemaAttributeType standard, SchemaAttributeType given)
    {
        if ((given.AttributeDataType is { } type && type != standard.AttributeDataType) || given.DeveloperOnlyAttribute == true)
        {
            throw InvalidParameter(
                $"You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute {standard.Name}");
        }

        // The subject is never reused and never written, whatever a pool asks for.
        if (standard.Name == "sub")
            return standard;

        AttributeLimits.Check(standard.Name!, standard.AttributeDataType!, given);
        return standard with
        {
            Mutable = given.Mutable ?? standard.Mutable,
            Required = given.Required ?? standard.Required,
            StringAttributeConstraints = standard.StringAttributeConstraints is { } text
                ? AttributeLimits.Given(given.StringAttributeConstraints) ?? text
                : null,
            NumberAttributeConstraints = standard.NumberAttributeConstraints is { } number
                ? AttributeLimits.Given(given.NumberAttributeConstraints) ?? number
                : null,
        };
    }

    private static SchemaAttributeType Text(string name, string least = "0", string most = "2048") => Of(name, "String") with
    {
        StringAttributeConstraints = new StringAttributeConstraintsType { MinLength = least, MaxLength = most },
    };

    private static SchemaAttributeType Flag(string name) => Of(name, "Boolean");

    private static SchemaAttributeType Of(string name, string type) => new()
    {
        Name = name, AttributeDataType = type, DeveloperOnlyAttribute = false, Mutable = true, Required = false,
    };
}
