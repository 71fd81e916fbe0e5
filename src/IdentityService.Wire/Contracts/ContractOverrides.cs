using System.Text.Json.Nodes;

namespace IdentityService.Wire.Contracts;

/// <summary>
/// Where real Cognito departs from its model. Each entry names a service and what it changes (a shape everywhere, a member of that name
/// everywhere, the member of one operation, or the service), what it sets there, and its evidence.
/// </summary>
internal static class ContractOverrides
{
    /// <summary>Changes <paramref name="model"/> in place.</summary>
    /// <exception cref="InvalidDataException">An entry that changes nothing, or has no evidence.</exception>
    internal static void Apply(JsonObject model, JsonArray overrides)
    {
        var service = Text(model, "service");
        foreach (var entry in overrides.OfType<JsonObject>())
        {
            if (string.IsNullOrWhiteSpace(Text(entry, "evidence")) || entry["set"] is not JsonObject { Count: > 0 } set)
                throw new InvalidDataException($"Override without evidence or effect: {entry.ToJsonString()}");
            if (!string.Equals(Text(entry, "service"), service, StringComparison.Ordinal)) continue;

            var targets = Targets(model, entry);
            if (targets.Count == 0) throw new InvalidDataException($"Override of nothing: {entry.ToJsonString()}");
            foreach (var target in targets)
                foreach (var (name, value) in set)
                    target[name] = value?.DeepClone();
        }
    }

    private static List<JsonObject> Targets(JsonObject model, JsonObject entry)
    {
        var shapes = model["shapes"]!.AsObject();
        if (Text(entry, "shape") is { } shape) return shapes[shape] is JsonObject found ? [found] : [];
        if (Text(entry, "member") is not { } member) return [model];
        if (Text(entry, "operation") is { } operation) return OwnShape(model, shapes, operation, member) is { } own ? [own] : [];

        return [.. shapes.Select(named => named.Value?["members"]?[member]).OfType<JsonObject>()];
    }

    // The member gets a shape of its own, under the old name, so that other operations keep theirs.
    private static JsonObject? OwnShape(JsonObject model, JsonObject shapes, string operation, string member)
    {
        if (model["operations"]?[operation] is not JsonObject named || Text(named, "input") is not { } input) return null;
        if (shapes[input]?["members"]?[member] is not JsonObject reference || Text(reference, "shape") is not { } shape) return null;

        var own = shapes[shape]!.DeepClone().AsObject();
        own["name"] = shape;
        reference["shape"] = $"{shape}@{operation}.{member}";
        shapes[$"{shape}@{operation}.{member}"] = own;
        return own;
    }

    private static string? Text(JsonObject from, string name) => (string?)from[name];
}
