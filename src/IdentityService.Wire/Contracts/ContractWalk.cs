using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>One walk of a request along its shape, collecting violations.</summary>
internal ref struct ContractWalk
{
    // Ours (S-34): a short body of many empty structures must not become a long answer.
    private const int Told = 100;

    private MemberPath _path;
    private List<string>? _violations;

    public ContractWalk() { }

    internal readonly IReadOnlyList<string> Violations => _violations ?? (IReadOnlyList<string>)[];

    private readonly bool IsFull => _violations is { Count: Told };

    internal void Structure(StructureShape shape, JsonElement value, bool sensitive)
    {
        if (value.ValueKind != JsonValueKind.Object) throw ContractErrors.WrongType(value.ValueKind, shape);

        foreach (var member in shape.Members)
        {
            var present = value.TryGetProperty(member.Utf8Name, out var part) && part.ValueKind != JsonValueKind.Null;
            if (!present && !member.IsRequired) continue;

            _path.Push(member.Path);
            if (present) Value(member.Shape, part, sensitive);
            else Add(" null", ConstraintTexts.NotNull);
            _path.Pop();
        }
    }

    private void Value(Shape shape, JsonElement value, bool sensitive)
    {
        sensitive |= shape.IsSensitive;
        switch (shape)
        {
            case ScalarShape scalar: Scalar(scalar, value, sensitive); break;
            case StructureShape structure: Structure(structure, value, sensitive); break;
            case ListShape list: List(list, value, sensitive); break;
            case MapShape map: Map(map, value, sensitive); break;
        }
    }

    private void Scalar(ScalarShape shape, JsonElement value, bool sensitive)
    {
        if (shape.Admits(value) || IsFull) return;

        var shown = Shown(shape, value, sensitive);
        foreach (var rule in shape.Broken(value)) Add(shown, rule);
    }

    private void List(ListShape shape, JsonElement value, bool sensitive)
    {
        if (value.ValueKind != JsonValueKind.Array) throw ContractErrors.WrongType(value.ValueKind, shape);

        CheckSize(shape, shape.Length, value.GetArrayLength(), value, sensitive);
        if (shape.Element is ScalarShape scalar) Scalars(shape, scalar, value, sensitive);
        else Elements(shape, value, sensitive);
    }

    // Elements that are plain values are reported on the list as a whole.
    private void Scalars(ListShape shape, ScalarShape element, JsonElement value, bool sensitive)
    {
        bool broken = false, hole = false;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Null) hole = true;
            else if (!element.Admits(item)) broken = true;
        }

        if ((broken || hole) && !IsFull)
            Add(Shown(shape, value, sensitive), ConstraintTexts.Elements(hole ? element.Rules.Append(ConstraintTexts.NotNull) : element.Rules));
    }

    private void Elements(ListShape shape, JsonElement value, bool sensitive)
    {
        var position = 0;
        foreach (var item in value.EnumerateArray())
        {
            _path.Push(++position);
            if (item.ValueKind == JsonValueKind.Null) Add(" null", ConstraintTexts.NotNull);
            else Value(shape.Element, item, sensitive);
            _path.Pop();
        }
    }

    private void Map(MapShape shape, JsonElement value, bool sensitive)
    {
        if (value.ValueKind != JsonValueKind.Object) throw ContractErrors.WrongType(value.ValueKind, shape);

        var count = 0;
        bool keyBroken = false, valueBroken = false;
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Null) continue;
            count++;
            if (!shape.Key.AdmitsName(entry)) keyBroken = true;
            if (shape.Value is not ScalarShape scalar) Entry(shape, entry, sensitive);
            else if (!scalar.Admits(entry.Value)) valueBroken = true;
        }

        CheckSize(shape, shape.Length, count, value, sensitive);
        if (IsFull) return;
        if (keyBroken) Add(Shown(shape, value, sensitive), ConstraintTexts.Keys(shape.Key.Rules));
        if (valueBroken) Add(Shown(shape, value, sensitive), ConstraintTexts.Values(((ScalarShape)shape.Value).Rules));
    }

    private void Entry(MapShape shape, JsonProperty entry, bool sensitive)
    {
        _path.Push(ValueText.Bounded(entry.Name));
        _path.Push("member");
        Value(shape.Value, entry.Value, sensitive);
        _path.Pop();
        _path.Pop();
    }

    private void CheckSize(Shape shape, Bounds size, int count, JsonElement value, bool sensitive)
    {
        if (size.Holds(count) || IsFull) return;
        Add(Shown(shape, value, sensitive), count > size.Max
            ? ConstraintTexts.LengthAtMost(size.Max.Value)
            : ConstraintTexts.LengthAtLeast(size.Min!.Value));
    }

    private static string Shown(Shape shape, JsonElement value, bool sensitive) =>
        sensitive || ValueText.HoldsSecrets(shape) ? "" : $" '{ValueText.Of(shape, value)}'";

    private void Add(string shown, string rule)
    {
        _violations ??= [];
        if (!IsFull) _violations.Add($"Value{shown} at '{_path.ToString()}' failed to satisfy constraint: {rule}");
    }
}
