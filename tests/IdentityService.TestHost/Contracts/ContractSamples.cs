using System.Text.Json.Nodes;
using IdentityService.Wire.Contracts;

namespace IdentityService.TestHost.Contracts;

/// <summary>Bodies that fit the contract, with every member present: where a test needs a request and does not care what it says.</summary>
public static class ContractSamples
{
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static readonly string[] Texts =
    [
        "a", "1", "arn:aws:iam::123456789012:role/name", "arn:aws:s3:::bucket", "arn:aws:sns:eu-west-1:123456789012:app/GCM/name",
        "eu-west-1_AbCdEf123", $"eu-west-1_{Uuid}", $"eu-west-1:{Uuid}", Uuid, "a@example.com", "import-1", "authenticated",
        "cognito:default", "terms-of-use", "Your code is {####}", "Follow {##this link##}", "abc",
    ];

    /// <summary>A valid body of <paramref name="operation"/>; empty when it takes no input.</summary>
    public static JsonObject Of(OperationContract operation) =>
        operation.Input is { } input ? (JsonObject)Of(input) : [];

    /// <summary>A valid value of <paramref name="shape"/>.</summary>
    public static JsonNode Of(Shape shape) => shape switch
    {
        StringShape text => JsonValue.Create(Text(text)),
        NumberShape number => JsonValue.Create(number.Range.Min ?? Math.Min(1, number.Range.Max ?? 1)),
        BooleanShape => JsonValue.Create(true),
        TimestampShape => JsonValue.Create(1715100742.022m),
        BlobShape => JsonValue.Create("aGVsbG8="),
        ListShape list => new JsonArray([.. Enumerable.Range(0, (int)Math.Max(1, list.Length.Min ?? 1)).Select(_ => Of(list.Element))]),
        MapShape map => new JsonObject { [Text(map.Key)] = Of(map.Value) },
        StructureShape structure => new JsonObject(structure.Members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Of(member.Shape)))),
        _ => throw new InvalidOperationException(shape.Name),
    };

    private static string Text(StringShape shape)
    {
        if (!shape.Enum.IsEmpty) return shape.Enum[0];
        return Texts.Select(text => Stretched(text, shape)).FirstOrDefault(text => Fits(text, shape))
            ?? throw new InvalidOperationException($"No sample for {shape.Name}: {shape.Pattern?.Printed}");
    }

    private static string Stretched(string text, StringShape shape) => text.PadRight((int)(shape.Length.Min ?? 0), text[^1]);

    private static bool Fits(string text, StringShape shape) =>
        shape.Length.Holds(text.Length) && shape.Pattern?.Matches(text) != false;
}
