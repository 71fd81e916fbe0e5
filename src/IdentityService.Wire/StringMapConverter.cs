using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityService.Wire;

/// <summary>String maps of requests. Clients send <c>"DEVICE_KEY":null</c> for an absent entry (amazon-cognito-identity-js): it is dropped.</summary>
public sealed class StringMapConverter : JsonConverter<Dictionary<string, string>>
{
    public override Dictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (!map.TryAdd(key, reader.GetString()!)) throw new JsonException($"Duplicate entry {key}");
        }

        return map;
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value) writer.WriteString(key, text);
        writer.WriteEndObject();
    }
}
