namespace IdentityService.Wire.Structures;

// Shared structures of users.

public sealed record AttributeType
{
    public required string Name { get; init; }
    public string? Value { get; init; }
}

public sealed record UserType
{
    public string? Username { get; init; }
    public AttributeType[]? Attributes { get; init; }
    public DateTimeOffset? UserCreateDate { get; init; }
    public DateTimeOffset? UserLastModifiedDate { get; init; }
    public bool? Enabled { get; init; }
    public string? UserStatus { get; init; }
    public MFAOptionType[]? MFAOptions { get; init; }
}

public sealed record MFAOptionType
{
    public string? DeliveryMedium { get; init; }
    public string? AttributeName { get; init; }
}

public sealed record CodeDeliveryDetailsType
{
    public string? Destination { get; init; }
    public string? DeliveryMedium { get; init; }
    public string? AttributeName { get; init; }
}
