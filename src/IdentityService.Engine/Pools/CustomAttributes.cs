using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>The attributes a pool adds of its own: <c>custom:name</c>, or <c>dev:custom:name</c> when only administrators write them.</summary>
public static class CustomAttributes
{
    /// <summary>The declared form of a custom attribute as asked for, by its full name and with Cognito's defaults.</summary>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static SchemaAttributeType Declare(SchemaAttributeType asked)
    {
        if (asked.Name is null)
            throw MissingParameter("Name");
        if (asked.AttributeDataType is not { } type)
            throw InvalidParameter("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
        if (asked.Required == true)
            throw InvalidParameter("Required custom attributes are not supported currently.");

        var name = asked.DeveloperOnlyAttribute == true ? $"dev:custom:{asked.Name}" : $"custom:{asked.Name}";
        AttributeLimits.Check(name, type, asked);
        return new SchemaAttributeType
        {
            Name = name,
            AttributeDataType = type,
            DeveloperOnlyAttribute = asked.DeveloperOnlyAttribute ?? false,
            Mutable = asked.Mutable ?? true,
            Required = false,
            // Text without limits shows an empty object, a number shows nothing (Cognito: observed).
            StringAttributeConstraints = type == "String" ? asked.StringAttributeConstraints ?? new StringAttributeConstraintsType() : null,
            NumberAttributeConstraints = type == "Number" ? AttributeLimits.Given(asked.NumberAttributeConstraints) : null,
        };
    }

    /// <exception cref="Wire.CognitoError">InvalidParameterException when two have one full name.</exception>
    public static void RefuseDuplicates(IReadOnlyList<SchemaAttributeType> declared)
    {
        if (declared.GroupBy(a => a.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw InvalidParameter($"Duplicate custom attribute names {twice.Key} are not allowed in a user pool schema.");
    }
}
