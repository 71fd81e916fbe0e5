using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>A whole number of 32 (<c>integer</c>) or 64 bits (<c>long</c>).</summary>
public sealed class NumberShape : ScalarShape
{
    internal NumberShape(string name, bool sensitive, bool isLong, Bounds range) : base(name, sensitive)
    {
        IsLong = isLong;
        Range = range;
    }

    public bool IsLong { get; }

    /// <summary>Permitted values.</summary>
    public Bounds Range { get; }

    public override IEnumerable<string> Rules
    {
        get
        {
            if (Range.Max is { } max) yield return ConstraintTexts.ValueAtMost(max);
            if (Range.Min is { } min) yield return ConstraintTexts.ValueAtLeast(min);
        }
    }

    internal override bool Admits(JsonElement value) => Range.Holds(Read(value));

    internal override IEnumerable<string> Broken(JsonElement value)
    {
        var number = Read(value);
        if (Range.Max < number) yield return ConstraintTexts.ValueAtMost(Range.Max.Value);
        if (Range.Min > number) yield return ConstraintTexts.ValueAtLeast(Range.Min.Value);
    }

    // Fractions and numbers too wide for the type are faults of type: numbers are strict, never rounded.
    private long Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number)) throw ContractErrors.WrongType(value.ValueKind, this);
        if (!IsLong && number is < int.MinValue or > int.MaxValue) throw ContractErrors.WrongType(value.ValueKind, this);
        return number;
    }
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanShape : ScalarShape
{
    internal BooleanShape(string name, bool sensitive) : base(name, sensitive) { }

    public override IEnumerable<string> Rules => [];

    internal override bool Admits(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? true : throw ContractErrors.WrongType(value.ValueKind, this);

    internal override IEnumerable<string> Broken(JsonElement value) => [];
}

/// <summary>Unix seconds as a JSON number, with or without a fraction, within the years 1 to 9999.</summary>
public sealed class TimestampShape : ScalarShape
{
    private const double Earliest = -62_135_596_800;
    private const double PastLatest = 253_402_300_800;

    internal TimestampShape(string name, bool sensitive) : base(name, sensitive) { }

    public override IEnumerable<string> Rules => [];

    internal override bool Admits(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= Earliest and < PastLatest
            ? true
            : throw ContractErrors.WrongType(value.ValueKind, this);

    internal override IEnumerable<string> Broken(JsonElement value) => [];
}
