using System.Globalization;
using System.Text.Json.Nodes;
using IdentityService.Wire.Contracts;

namespace IdentityService.TestHost.Contracts;

/// <summary>Plain values that break one constraint of their shape and no other.</summary>
internal static class BrokenValues
{
    private const string Fillers = "a1A-:/ {}é\u0001\u2028\n";

    internal static IEnumerable<Broken> Text(StringShape shape, string sample)
    {
        yield return new Broken(": wrong type", JsonValue.Create(1), true);
        if (!shape.Enum.IsEmpty) yield return new Broken(": not in the enum", "NOT_A_VALUE");
        if (shape.Length.Min is > 0 and var min && OfLength(shape, sample, (int)min - 1, matching: true) is { } brief)
            yield return new Broken(": too short", brief);
        if (shape.Length.Max is { } max && OfLength(shape, sample, (int)max + 1, matching: true) is { } lengthy)
            yield return new Broken(": too long", lengthy);
        if (shape.Pattern is not null && OfLength(shape, sample, sample.Length, matching: false) is { } strange)
            yield return new Broken(": against the pattern", strange);
    }

    internal static IEnumerable<Broken> Number(NumberShape shape)
    {
        yield return new Broken(": wrong type", "1", true);
        yield return new Broken(": a fraction", JsonValue.Create(1.5m), true);
        if (shape.Range.Max is { } max) yield return new Broken(": too large", JsonValue.Create(max + 1));
        if (shape.Range.Min is { } min) yield return new Broken(": too small", JsonValue.Create(min - 1));
    }

    internal static IEnumerable<Broken> Blob(BlobShape shape)
    {
        yield return new Broken(": wrong type", JsonValue.Create(1), true);
        yield return new Broken(": not base64", "!", true);
        if (shape.Length.Max is { } max) yield return new Broken(": too long", Convert.ToBase64String(new byte[max + 1]));
        if (shape.Length.Min is > 0 and var min) yield return new Broken(": too short", Convert.ToBase64String(new byte[min - 1]));
    }

    /// <summary><paramref name="count"/> different keys that fit, or null where the shape has too few.</summary>
    internal static List<string>? Keys(StringShape shape, string sample, int count)
    {
        if (!shape.Enum.IsEmpty) return null;
        var keys = Enumerable.Range(0, count).Select(at => sample + at.ToString(CultureInfo.InvariantCulture)).ToList();
        return keys.TrueForAll(key => shape.Length.Holds(key.Length) && shape.Pattern?.Matches(key) != false) ? keys : null;
    }

    // The sample cut or filled up to the length, at its end, in front or altogether, until the pattern says what is wanted.
    private static string? OfLength(StringShape shape, string sample, int length, bool matching)
    {
        var kept = sample[..Math.Min(sample.Length, matching ? length : length - 1)];
        return Fillers.Concat(sample)
            .SelectMany(filler => new[] { kept.PadRight(length, filler), kept.PadLeft(length, filler), new string(filler, length) })
            .FirstOrDefault(text => (shape.Pattern?.Matches(text) ?? true) == matching);
    }
}
