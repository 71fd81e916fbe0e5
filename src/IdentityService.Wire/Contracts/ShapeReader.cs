using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace IdentityService.Wire.Contracts;

/// <summary>Resolves the shapes of one contract, each once. A shape is known before its parts are read, so shapes may reach themselves.</summary>
internal sealed class ShapeReader(JsonObject model)
{
    private readonly Dictionary<string, Shape> _known = new(StringComparer.Ordinal);

    internal FrozenDictionary<string, Shape> All() => model
        .Where(named => named.Value!["name"] is null)
        .ToFrozenDictionary(named => named.Key, named => Find(named.Key), StringComparer.Ordinal);

    internal Shape Find(string name)
    {
        if (_known.TryGetValue(name, out var shape)) return shape;

        var node = model[name] as JsonObject ?? throw new InvalidDataException($"No shape {name}");
        shape = _known[name] = Make((string?)node["name"] ?? name, node);
        switch (shape)
        {
            case StructureShape structure: structure.Complete(Members(node)); break;
            case ListShape list: list.Complete(Referred(node, "member")); break;
            case MapShape map: map.Complete((StringShape)Referred(node, "key"), Referred(node, "value")); break;
        }

        return shape;
    }

    private static Shape Make(string name, JsonObject node)
    {
        var sensitive = (bool?)node["sensitive"] ?? false;
        var size = new Bounds((long?)node["min"], (long?)node["max"]);
        return (string?)node["type"] switch
        {
            "structure" => new StructureShape(name, sensitive),
            "string" => new StringShape(name, sensitive, [.. Enum(node)], Pattern(node), size),
            "integer" => new NumberShape(name, sensitive, isLong: false, size),
            "long" => new NumberShape(name, sensitive, isLong: true, size),
            "boolean" => new BooleanShape(name, sensitive),
            "timestamp" => new TimestampShape(name, sensitive),
            "blob" => new BlobShape(name, sensitive, size),
            "list" => new ListShape(name, sensitive, size),
            "map" => new MapShape(name, sensitive, size),
            var other => throw new InvalidDataException($"{name}: unknown type {other}"),
        };
    }

    private static IEnumerable<string> Enum(JsonObject node) => node["enum"]?.AsArray().Select(value => (string)value!) ?? [];

    private static ContractPattern? Pattern(JsonObject node) =>
        (string?)node["pattern"] is { } printed ? new ContractPattern(printed, (string?)node["accepts"]) : null;

    private Shape Referred(JsonObject node, string part) => Find((string)node[part]!["shape"]!);

    private IEnumerable<StructureMember> Members(JsonObject node)
    {
        var required = node["required"]!.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, reference) in node["members"]!.AsObject())
        {
            yield return new StructureMember
            {
                Name = name,
                Shape = Find((string)reference!["shape"]!),
                IsRequired = required.Contains(name),
                Path = (string?)reference["path"] ?? char.ToLowerInvariant(name[0]) + name[1..],
                Location = (string?)reference["location"],
                LocationName = (string?)reference["locationName"],
            };
        }
    }
}
