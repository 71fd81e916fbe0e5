using System.Text.Json.Serialization;

namespace IdentityService.Wire.Structures;

// Shared structures of sign-ins.

public sealed record AuthenticationResultType
{
    public string? AccessToken { get; init; }
    public int? ExpiresIn { get; init; }
    public string? TokenType { get; init; }
    public string? RefreshToken { get; init; }
    public string? IdToken { get; init; }
    public NewDeviceMetadataType? NewDeviceMetadata { get; init; }
}

public sealed record NewDeviceMetadataType
{
    public string? DeviceKey { get; init; }
    public string? DeviceGroupKey { get; init; }
}

public sealed record AnalyticsMetadataType
{
    public string? AnalyticsEndpointId { get; init; }
}

public sealed record UserContextDataType
{
    public string? IpAddress { get; init; }
    public string? EncodedData { get; init; }
}

public sealed record ContextDataType
{
    public required string IpAddress { get; init; }
    public required string ServerName { get; init; }
    public required string ServerPath { get; init; }
    public required HttpHeader[] HttpHeaders { get; init; }
    public string? EncodedData { get; init; }
}

public sealed record HttpHeader
{
    [JsonPropertyName("headerName")]
    public string? HeaderName { get; init; }
    [JsonPropertyName("headerValue")]
    public string? HeaderValue { get; init; }
}
