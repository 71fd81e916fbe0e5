using System.Text.Json.Nodes;
using IdentityService.Wire.Contracts;

namespace IdentityService.TestHost.Contracts;

/// <summary>A body that breaks its contract in one place.</summary>
/// <param name="Description">Where and how, such as <c>UserPoolId: too long</c>.</param>
/// <param name="Body">The body, the caller's to keep.</param>
/// <param name="IsTypeFault">Whether it is to be refused with SerializationException rather than as a violation.</param>
public sealed record ContractViolation(string Description, JsonObject Body, bool IsTypeFault);

/// <summary>From one valid body, every body that breaks exactly one constraint of its operation, for the members the valid one has.</summary>
public static class ContractViolations
{
    public static IEnumerable<ContractViolation> Of(OperationContract operation, JsonObject sample) =>
        operation.Input is { } input ? Structure(input, sample).Select(broken => broken.AsBody()) : [];

    private static IEnumerable<Broken> Structure(StructureShape shape, JsonObject sample)
    {
        foreach (var member in shape.Members)
        {
            if (sample[member.Name] is not { } value) continue;
            if (member.IsRequired)
            {
                yield return new Broken($"{member.Name}: missing", Without(sample, member.Name));
                yield return new Broken($"{member.Name}: null", With(sample, member.Name, null));
            }

            foreach (var broken in Value(member.Shape, value))
                yield return broken.Within(member.Name, part => With(sample, member.Name, part));
        }
    }

    private static IEnumerable<Broken> Value(Shape shape, JsonNode sample) => shape switch
    {
        StringShape text => BrokenValues.Text(text, (string)sample!),
        NumberShape number => BrokenValues.Number(number),
        BlobShape blob => BrokenValues.Blob(blob),
        BooleanShape => [new Broken(": wrong type", "true", true)],
        TimestampShape => [new Broken(": wrong type", "yesterday", true)],
        ListShape list => List(list, sample.AsArray()),
        MapShape map => Map(map, sample.AsObject()),
        StructureShape structure => Structure(structure, sample.AsObject()).Append(new Broken(": wrong type", "text", true)),
        _ => throw new InvalidOperationException(shape.Name),
    };

    private static IEnumerable<Broken> List(ListShape shape, JsonArray sample)
    {
        yield return new Broken(": wrong type", "text", true);
        if (shape.Length.Min is > 0 and var min) yield return new Broken(": too few", Copies(sample, (int)min - 1));
        if (sample.Count == 0) yield break;

        if (shape.Length.Max is { } max) yield return new Broken(": too many", Copies(sample, (int)max + 1));
        yield return new Broken("[0]: null", WithFirst(sample, null));
        foreach (var broken in Value(shape.Element, sample[0]!))
            yield return broken.Within("[0]", part => WithFirst(sample, part));
    }

    private static IEnumerable<Broken> Map(MapShape shape, JsonObject sample)
    {
        yield return new Broken(": wrong type", new JsonArray(), true);
        if (sample.Count == 0) yield break;

        var (key, value) = sample.First();
        if (shape.Length.Min is 1) yield return new Broken(": too few", new JsonObject());
        if (shape.Length.Max is { } max && BrokenValues.Keys(shape.Key, key, (int)max + 1) is { } keys)
            yield return new Broken(": too many", new JsonObject(keys.Select(other => KeyValuePair.Create(other, value?.DeepClone()))));
        foreach (var broken in BrokenValues.Text(shape.Key, key).Where(broken => !broken.IsTypeFault))
            yield return new Broken($"{{key}}{broken.Where}", With(Without(sample, key), (string)broken.Value!, value?.DeepClone()));
        foreach (var broken in Value(shape.Value, value!))
            yield return broken.Within($"{{{key}}}", part => With(sample, key, part));
    }

    private static JsonObject With(JsonObject sample, string name, JsonNode? value)
    {
        var copy = sample.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }

    private static JsonObject Without(JsonObject sample, string name)
    {
        var copy = sample.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private static JsonArray WithFirst(JsonArray sample, JsonNode? first)
    {
        var copy = sample.DeepClone().AsArray();
        copy[0] = first;
        return copy;
    }

    private static JsonArray Copies(JsonArray sample, int count) =>
        new([.. Enumerable.Range(0, count).Select(at => sample[Math.Min(at, sample.Count - 1)]?.DeepClone())]);
}

/// <summary>A value broken in one place, on its way up to the body that holds it.</summary>
internal sealed record Broken(string Where, JsonNode? Value, bool IsTypeFault = false)
{
    internal Broken Within(string name, Func<JsonNode?, JsonNode> hold) =>
        new(Where.StartsWith(':') || Where.StartsWith('[') || Where.StartsWith('{') ? name + Where : $"{name}.{Where}", hold(Value), IsTypeFault);

    internal ContractViolation AsBody() => new(Where, Value!.AsObject(), IsTypeFault);
}
