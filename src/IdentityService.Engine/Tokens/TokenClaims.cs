using System.Text.Json;

namespace IdentityService.Engine.Tokens;

/// <summary>What an access token says, verified.</summary>
public sealed record AccessTokenClaims(string Sub, string Username, string ClientId, string Scope, Guid? OriginJti, Guid? EventId)
{
    /// <summary>The scope every self-service operation asks for.</summary>
    public const string SelfServiceScope = "aws.cognito.signin.user.admin";

    public bool HasScope(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);
}

/// <summary>What a refresh token says, verified: opaque ids only.</summary>
public sealed record RefreshTokenClaims(string ClientId, Guid OriginJti, byte[] Jti, DateTimeOffset ExpiresAt);

/// <summary>Reads members of a token's payload; wrong types are as good as absent.</summary>
internal static class Claims
{
    public static string? Text(this JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static Guid? Id(this JsonElement payload, string name) => Guid.TryParse(payload.Text(name), out var id) ? id : null;

    /// <summary>A NumericDate (RFC 7519 2); whole seconds.</summary>
    public static DateTimeOffset? Moment(this JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
