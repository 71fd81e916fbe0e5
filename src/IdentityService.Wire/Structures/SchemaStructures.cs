namespace IdentityService.Wire.Structures;

// The declared attributes of a pool.

public sealed record SchemaAttributeType
{
    public string? Name { get; init; }
    public string? AttributeDataType { get; init; }
    public bool? DeveloperOnlyAttribute { get; init; }
    public bool? Mutable { get; init; }
    public bool? Required { get; init; }
    public NumberAttributeConstraintsType? NumberAttributeConstraints { get; init; }
    public StringAttributeConstraintsType? StringAttributeConstraints { get; init; }
}

public sealed record NumberAttributeConstraintsType
{
    public string? MinValue { get; init; }
    public string? MaxValue { get; init; }
}

public sealed record StringAttributeConstraintsType
{
    public string? MinLength { get; init; }
    public string? MaxLength { get; init; }
}
