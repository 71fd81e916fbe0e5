using System.Text.Json.Nodes;

namespace IdentityService.Operations.Tests.BadInput;

/// <summary>Changes a valid body at random, the same way for the same seed: members dropped, types swapped, odd and huge values.</summary>
internal sealed class BodyMutation(int seed)
{
    private static readonly string[] OddTexts =
    [
        "", " ", "\0", "a\0b", "\u202e", "\uFFFE", "\u0301", "😀", "<script>", "' OR 1=1 --", "{####}", "%00", "../..", new('x', 5000), new('漢', 700),
        "us-east-1_AAAAAAAAA", "a@b.c", "+15551234567", "true", "null", "-1", "1e400",
    ];

    private ulong _state = (ulong)seed + 0x9E3779B97F4A7C15;

    public string Of(JsonObject sample)
    {
        if (Next(20) == 0)
            return OddText();
        for (var changes = Next(4) + 1; changes > 0; changes--)
            Change(sample);
        return sample.ToJsonString();
    }

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } inner:
                var name = inner.ElementAt(Next(inner.Count)).Key;
                if (inner[name] is JsonObject or JsonArray && Next(2) == 0)
                    Change(inner[name]!);
                else if (Next(4) == 0)
                    inner.Remove(name);
                else
                    inner[name] = Value();
                break;
            case JsonArray { Count: > 0 } list:
                if (Next(2) == 0)
                    list[Next(list.Count)] = Value();
                else
                    list.Add(Value());
                break;
        }
    }

    private JsonNode? Value() => Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(long.MaxValue),
        3 => JsonValue.Create(-1.5),
        4 => new JsonArray(OddText(), null, 1),
        5 => new JsonObject { [OddText()] = OddText(), ["Name"] = OddText() },
        _ => JsonValue.Create(OddText()),
    };

    private string OddText() => OddTexts[Next(OddTexts.Length)];

    // xorshift: no quality needed, only that a failure can be repeated.
    private int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)below);
    }
}
