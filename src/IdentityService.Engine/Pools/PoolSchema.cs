using System.Globalization;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Pools;

/// <summary>The attributes a pool declares, by full name (<c>custom:tier</c>, <c>dev:custom:note</c>).</summary>
public sealed class PoolSchema
{
    private readonly Dictionary<string, SchemaAttributeType> _byName;

    public PoolSchema(IReadOnlyList<SchemaAttributeType> attributes)
    {
        _byName = attributes.ToDictionary(a => a.Name!, StringComparer.Ordinal);
        Required = [.. attributes.Where(a => a.Required == true && a.Name != "sub").Select(a => a.Name!)];
    }

    /// <summary>The names every user must have a value for, <c>sub</c> aside.</summary>
    public IReadOnlyList<string> Required { get; }

    public SchemaAttributeType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What is wrong with a value, in Cognito's words; null when the declared type and limits accept it.</summary>
    public static string? Violation(SchemaAttributeType attribute, string value) => attribute.AttributeDataType switch
    {
        "Number" => NumberViolation(attribute, value),
        "Boolean" => value is "true" or "false" ? null : $"user.{attribute.Name}: Value must be true or false.",
        "DateTime" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : $"user.{attribute.Name}: Value is not a date.",
        _ => StringViolation(attribute, value),
    };

    private static string? StringViolation(SchemaAttributeType attribute, string value)
    {
        var limits = attribute.StringAttributeConstraints;
        if (Number(limits?.MaxLength) is { } most && value.Length > most)
            return $"user.{attribute.Name}: String must be no longer than {limits!.MaxLength} characters";
        if (Number(limits?.MinLength) is { } least && value.Length < least)
            return $"user.{attribute.Name}: String must be no shorter than {limits!.MinLength} characters";
        return null;
    }

    private static string? NumberViolation(SchemaAttributeType attribute, string value)
    {
        if (Number(value) is not { } number)
            return $"user.{attribute.Name}: Value is not a number.";

        var limits = attribute.NumberAttributeConstraints;
        if (Number(limits?.MaxValue) is { } most && number > most)
            return $"user.{attribute.Name}: Number must be no greater than {limits!.MaxValue}";
        if (Number(limits?.MinValue) is { } least && number < least)
            return $"user.{attribute.Name}: Number must be no less than {limits!.MinValue}";
        return null;
    }

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
