using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentityService.Doors.OAuth.Jwks;

/// <summary>JSON as the OAuth family writes it: snake case, and base64 unescaped.</summary>
internal static class JwkJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Safe: application/json, never HTML.
    };
}
