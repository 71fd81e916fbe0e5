using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace IdentityService.Engine.Tokens;

/// <summary>A compact JWS taken apart, not yet verified (RFC 7515 7.1).</summary>
/// <param name="SigningInput">The two parts that are signed, as ASCII.</param>
public sealed record UnverifiedJwt(string Kid, JsonElement Payload, byte[] SigningInput, byte[] Signature);

/// <summary>Writes and takes apart RS256 JWTs. The algorithm is ours, never the token's (N-54); only <c>kid</c> is read of a header (N-55).</summary>
public static class Jwt
{
    private const int LongestToken = 16 * 1024;
    private const int SignatureSize = 256;

    /// <summary>Header of a key: <c>kid</c> and <c>alg</c>, no <c>typ</c>, as Cognito's; base64url, ASCII.</summary>
    public static byte[] EncodeHeader(string kid) =>
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { kid, alg = "RS256" }, Unescaped)));

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Signs a payload, a JSON object in UTF-8.</summary>
    public static string Sign(SigningKey key, ReadOnlySpan<byte> payload)
    {
        var header = key.EncodedHeader;
        var inputLength = header.Length + 1 + Base64Url.GetEncodedLength(payload.Length);
        var length = inputLength + 1 + Base64Url.GetEncodedLength(SignatureSize);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            header.CopyTo(buffer, 0);
            buffer[header.Length] = (byte)'.';
            Base64Url.EncodeToUtf8(payload, buffer.AsSpan(header.Length + 1));

            Span<byte> signature = stackalloc byte[SignatureSize];
            key.Sign(buffer.AsSpan(0, inputLength), signature);
            buffer[inputLength] = (byte)'.';
            Base64Url.EncodeToUtf8(signature, buffer.AsSpan(inputLength + 1));
            return Encoding.ASCII.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes a token apart. Null for anything but three base64url parts whose header and payload are JSON objects (N-56).</summary>
    public static UnverifiedJwt? Read(string token)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var header, var payload, var signature])
            return null;
        if (Decode(signature) is not { } signatureBytes || Decode(header) is not { } headerBytes || Decode(payload) is not { } payloadBytes)
            return null;
        if (Object(headerBytes) is not { } head || !head.TryGetProperty("kid", out var kid) || kid.ValueKind != JsonValueKind.String)
            return null;
        if (!head.TryGetProperty("alg", out var alg) || alg.ValueKind != JsonValueKind.String || alg.GetString() != "RS256" || head.TryGetProperty("crit", out _))
            return null;
        return Object(payloadBytes) is { } body
            ? new UnverifiedJwt(kid.GetString()!, body, Encoding.ASCII.GetBytes(token, 0, header.Length + 1 + payload.Length), signatureBytes)
            : null;
    }

    private static byte[]? Decode(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;

    private static JsonElement? Object(byte[] json)
    {
        try
        {
            var element = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
