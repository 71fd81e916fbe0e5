using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace IdentityService.Wire.Contracts;

/// <summary>Makes a <see cref="ServiceContract"/> of a contract file and the overrides.</summary>
public static class ContractReader
{
    /// <summary>Reads a contract: the model as embedded here, changed by <paramref name="overrides"/> in the form of overrides.json.</summary>
    /// <exception cref="InvalidDataException">A shape that is missing or of an unknown type, or an override without effect or evidence.</exception>
    public static ServiceContract Read(JsonObject model, JsonArray overrides)
    {
        ContractOverrides.Apply(model, overrides);
        var shapes = new ShapeReader(model["shapes"]!.AsObject());
        var service = (string)model["service"]!;
        var violationError = (string?)model["violationError"] ?? "InvalidParameterException";

        return new ServiceContract
        {
            Service = service,
            TargetPrefix = (string?)model["targetPrefix"],
            Operations = model["operations"]!.AsObject().ToFrozenDictionary(
                named => named.Key, named => Operation(named.Key, service, violationError, named.Value!, shapes), StringComparer.Ordinal),
            Errors = model["errors"]!.AsObject().ToFrozenDictionary(named => named.Key, named => Error(named.Value!), StringComparer.Ordinal),
            Shapes = shapes.All(),
        };
    }

    internal static ServiceContract ReadEmbedded(string service) =>
        Read(Embedded($"{service}.json").AsObject(), Embedded("overrides.json").AsArray());

    private static JsonNode Embedded(string name)
    {
        using var stream = typeof(ContractReader).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name} is not embedded");
        return JsonNode.Parse(stream)!;
    }

    private static OperationContract Operation(string name, string service, string violationError, JsonNode node, ShapeReader shapes) => new()
    {
        Name = name,
        Service = service,
        Input = (string?)node["input"] is { } input ? (StructureShape)shapes.Find(input) : null,
        Output = (string?)node["output"] is { } output ? (StructureShape)shapes.Find(output) : null,
        NeedsSigV4 = (string?)node["auth"] switch
        {
            "sigv4" => true,
            "none" => false,
            var other => throw new InvalidDataException($"{name}: unknown auth {other}"),
        },
        Errors = node["errors"]!.AsArray().Select(error => (string)error!).ToFrozenSet(StringComparer.Ordinal),
        ViolationError = violationError,
        HttpMethod = (string?)node["http"]?["method"],
        HttpUri = (string?)node["http"]?["uri"],
    };

    private static ErrorContract Error(JsonNode node) =>
        new((string)node["code"]!, (int)node["httpStatus"]!, [.. node["members"]!.AsArray().Select(member => (string)member!)]);
}
