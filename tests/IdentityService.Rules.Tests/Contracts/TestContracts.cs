using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityService.Wire.Contracts;

namespace IdentityService.Rules.Tests.Contracts;

/// <summary>Contracts of one operation, <c>Go</c>, with one optional member, <c>Value</c>, for rules the real ones do not show alone.</summary>
internal static class TestContracts
{
    internal static OperationContract Read(string name, string shape, string overrides = "[]", string more = "{}")
    {
        var shapes = new JsonObject
        {
            ["GoRequest"] = JsonNode.Parse($$$$"""{"type":"structure","required":[],"members":{"Value":{"shape":"{{{{name}}}}"}}}"""),
            [name] = JsonNode.Parse(shape),
        };
        foreach (var (other, node) in JsonNode.Parse(more)!.AsObject()) shapes[other] = node!.DeepClone();

        var model = JsonNode.Parse(
            """
            {"service":"s","targetPrefix":"S","errors":{},
             "operations":{"Go":{"input":"GoRequest","output":null,"auth":"none","errors":[]}}}
            """)!.AsObject();
        model["shapes"] = shapes;
        return ContractReader.Read(model, JsonNode.Parse(overrides)!.AsArray()).Operations["Go"];
    }

    internal static IReadOnlyList<string> Violations(OperationContract operation, string body)
    {
        using var document = JsonDocument.Parse(body);
        return ContractValidator.Violations(operation, document.RootElement);
    }

    internal static IReadOnlyList<string> Violations(string shape, string value, string more = "{}") =>
        Violations(Read("Tested", shape, more: more), $$"""{"Value":{{value}}}""");
}
