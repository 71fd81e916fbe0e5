using System.Globalization;
using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>A refused value as the messages show it: Java's rendering, cut after 1,024 characters (ours: they travel in a header too).</summary>
internal static class ValueText
{
    private const int Longest = 1024;

    internal static string Of(Shape shape, JsonElement value) => Bounded((shape, value.ValueKind) switch
    {
        (StringShape, JsonValueKind.String) => value.GetString()!,
        (BlobShape blob, JsonValueKind.String) => Buffer(blob.Decoded(value)),
        (ListShape list, JsonValueKind.Array) => $"[{string.Join(", ", Items(list, value))}]",
        (MapShape map, JsonValueKind.Object) => $"{{{string.Join(", ", Entries(map, value))}}}",
        (StructureShape structure, JsonValueKind.Object) => $"{structure.Name}({string.Join(", ", Parts(structure, value))})",
        _ => value.GetRawText(),
    });

    internal static string Bounded(string text)
    {
        if (text.Length <= Longest) return text;
        return char.IsHighSurrogate(text[Longest - 1]) ? text[..(Longest - 1)] : text[..Longest];
    }

    /// <summary>Whether a value of <paramref name="shape"/> may carry something sensitive at any depth.</summary>
    internal static bool HoldsSecrets(Shape shape) => HoldsSecrets(shape, []);

    private static bool HoldsSecrets(Shape shape, HashSet<Shape> seen) => shape.IsSensitive || (seen.Add(shape) && shape switch
    {
        ListShape list => HoldsSecrets(list.Element, seen),
        MapShape map => HoldsSecrets(map.Key, seen) || HoldsSecrets(map.Value, seen),
        StructureShape structure => structure.Members.Any(member => HoldsSecrets(member.Shape, seen)),
        _ => false,
    });

    private static string Buffer(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]");

    private static IEnumerable<string> Items(ListShape list, JsonElement value) =>
        value.EnumerateArray().Take(Longest).Select(item => Of(list.Element, item));

    private static IEnumerable<string> Entries(MapShape map, JsonElement value) =>
        value.EnumerateObject().Take(Longest).Select(entry => $"{entry.Name}={Of(map.Value, entry.Value)}");

    private static IEnumerable<string> Parts(StructureShape structure, JsonElement value)
    {
        foreach (var member in structure.Members)
            if (value.TryGetProperty(member.Utf8Name, out var part))
                yield return $"{member.Path}={Of(member.Shape, part)}";
    }
}
