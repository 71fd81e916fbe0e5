using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Sessions;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Tokens;

/// <summary>Writes the tokens of a session: ID and access token always, a refresh token when its jti is given. Claims as Cognito's, exactly.</summary>
public sealed class TokenMint(TimeProvider clock)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="refreshJti">32 bytes; null when the caller keeps the refresh token it has.</param>
    public AuthenticationResultType Issue(AppClient client, User user, TokenSession session, byte[]? refreshJti)
    {
        var now = clock.GetUtcNow();
        var keys = client.Pool.Keys;
        return new AuthenticationResultType
        {
            IdToken = Sign(keys.Active(KeyUse.Id), json => WriteId(json, client, user, session, now)),
            AccessToken = Sign(keys.Active(KeyUse.Access), json => WriteAccess(json, client, user, session, now)),
            RefreshToken = refreshJti is null ? null : Sign(keys.Active(KeyUse.Refresh), json => WriteRefresh(json, client, session, refreshJti, now)),
            ExpiresIn = (int)client.Lifetimes.Access.TotalSeconds,
            TokenType = "Bearer",
        };
    }

    private static string Sign(SigningKey key, Action<Utf8JsonWriter> write)
    {
        var payload = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(payload, Compact))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Jwt.Sign(key, payload.WrittenSpan);
    }

    private static void WriteId(Utf8JsonWriter json, AppClient client, User user, TokenSession session, DateTimeOffset now)
    {
        json.WriteString("sub", user.Sub);
        json.WriteString("iss", client.Pool.Issuer);
        json.WriteString("cognito:username", user.Username);
        WriteOrigin(json, client, session);
        json.WriteString("aud", client.Id);
        json.WriteString("event_id", session.EventId);
        json.WriteString("token_use", "id");
        WriteTimes(json, session, now, client.Lifetimes.Id);
        WriteJti(json, client);
        foreach (var (name, value) in user.Attributes)
        {
            if (client.MayRead(name) && !name.StartsWith("dev:", StringComparison.Ordinal))
                WriteAttribute(json, name, value);
        }
    }

    private static void WriteAccess(Utf8JsonWriter json, AppClient client, User user, TokenSession session, DateTimeOffset now)
    {
        json.WriteString("sub", user.Sub);
        json.WriteString("iss", client.Pool.Issuer);
        json.WriteString("client_id", client.Id);
        WriteOrigin(json, client, session);
        json.WriteString("event_id", session.EventId);
        json.WriteString("token_use", "access");
        json.WriteString("scope", session.Scope);
        WriteTimes(json, session, now, client.Lifetimes.Access);
        WriteJti(json, client);
        json.WriteString("username", user.Username);
    }

    // Opaque ids only, and never more than a name for a row; it dies with the session (N-13).
    private static void WriteRefresh(Utf8JsonWriter json, AppClient client, TokenSession session, byte[] jti, DateTimeOffset now)
    {
        json.WriteString("iss", client.Pool.Issuer);
        json.WriteString("client_id", client.Id);
        json.WriteString("origin_jti", session.OriginJti);
        json.WriteString("token_use", "refresh");
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteNumber("exp", session.ExpiresAt.ToUnixTimeSeconds());
        json.WriteString("jti", Base64Url.EncodeToString(jti));
    }

    private static void WriteTimes(Utf8JsonWriter json, TokenSession session, DateTimeOffset now, TimeSpan life)
    {
        json.WriteNumber("auth_time", session.AuthTime.ToUnixTimeSeconds());
        json.WriteNumber("exp", now.Add(life).ToUnixTimeSeconds());
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
    }

    // Cognito, observed: both ids are there only when the client can revoke or rotate.
    private static void WriteOrigin(Utf8JsonWriter json, AppClient client, TokenSession session)
    {
        if (client.RevocationEnabled || client.RotationEnabled)
            json.WriteString("origin_jti", session.OriginJti);
    }

    private static void WriteJti(Utf8JsonWriter json, AppClient client)
    {
        if (client.RevocationEnabled || client.RotationEnabled)
            json.WriteString("jti", Guid.NewGuid());
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, string value)
    {
        switch (name)
        {
            case "email_verified" or "phone_number_verified":
                json.WriteBoolean(name, value == "true");
                break;
            case "address":
                json.WriteStartObject(name);
                json.WriteString("formatted", value);
                json.WriteEndObject();
                break;
            case "updated_at" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                json.WriteNumber(name, seconds); // OpenID Connect Core 5.1: a number.
                break;
            default:
                json.WriteString(name, value);
                break;
        }
    }
}
