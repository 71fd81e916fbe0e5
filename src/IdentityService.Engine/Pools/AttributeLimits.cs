using System.Globalization;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Pools;

/// <summary>The limits a schema may set on an attribute. On the wire they are numbers written as text and are echoed as sent.</summary>
public static class AttributeLimits
{
    private const int LongestText = 2048;

    /// <summary>Refuses limits that are no numbers, too wide or the wrong way round; those of another type are not looked at.</summary>
    /// <param name="name">The full name, which the refusals tell.</param>
    /// <param name="type">String, Number, DateTime or Boolean.</param>
    /// <param name="asked">The attribute as the request has it.</param>
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public static void Check(string name, string type, SchemaAttributeType asked)
    {
        if (type == "String" && asked.StringAttributeConstraints is { } text)
            CheckText(name, Length(name, text.MinLength), Length(name, text.MaxLength));
        if (type == "Number" && asked.NumberAttributeConstraints is { } number)
            CheckNumber(name, Value(name, number.MinValue), Value(name, number.MaxValue));
    }

    /// <summary>The limits, unless neither end is set.</summary>
    public static StringAttributeConstraintsType? Given(StringAttributeConstraintsType? limits) =>
        limits is { MinLength: null, MaxLength: null } ? null : limits;

    /// <inheritdoc cref="Given(StringAttributeConstraintsType?)"/>
    public static NumberAttributeConstraintsType? Given(NumberAttributeConstraintsType? limits) =>
        limits is { MinValue: null, MaxValue: null } ? null : limits;

    private static void CheckText(string name, int? least, int? most)
    {
        if (least > LongestText || most > LongestText)
            throw InvalidParameter($"user.{name}: String attributes cannot have a length of more than {LongestText}");
        if (least > most)
            throw InvalidParameter($"Attribute {name} cannot have a max length shorter than it's min length");
    }

    private static void CheckNumber(string name, decimal? least, decimal? most)
    {
        if (least > most)
            throw InvalidParameter($"Attribute {name} cannot have a max value smaller than it's min value");
    }

    private static int? Length(string name, string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw InvalidParameter($"Invalid StringAttributeConstraints for schema attribute {name}");
    }

    private static decimal? Value(string name, string? text)
    {
        if (text is null)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw InvalidParameter($"Invalid NumberAttributeConstraints for schema attribute {name}");
    }
}
