using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>Text, with its permitted values, its pattern and its length in UTF-16 units (as Java counts).</summary>
public sealed class StringShape : ScalarShape
{
    // PostgreSQL holds no null character, and one that it refuses while a statement is being prepared leaves the connection out of step.
    private const char Null = '\0';
    private const string WithoutNull = @"[^\u0000]*";

    internal StringShape(string name, bool sensitive, ImmutableArray<string> values, ContractPattern? pattern, Bounds length)
        : base(name, sensitive)
    {
        Enum = values;
        Pattern = pattern;
        Length = length;
        IsConstrained = !values.IsEmpty || pattern is not null || !length.IsOpen;
    }

    /// <summary>The only values permitted; empty when any text is.</summary>
    public ImmutableArray<string> Enum { get; }

    public ContractPattern? Pattern { get; }

    /// <summary>Permitted length in UTF-16 units.</summary>
    public Bounds Length { get; }

    /// <summary>Whether any text could be refused.</summary>
    public bool IsConstrained { get; }

    public override IEnumerable<string> Rules
    {
        get
        {
            if (Length.Max is { } max) yield return ConstraintTexts.LengthAtMost(max);
            if (Length.Min is { } min) yield return ConstraintTexts.LengthAtLeast(min);
            if (Pattern is not null) yield return ConstraintTexts.Pattern(Pattern.Printed);
            if (!Enum.IsEmpty) yield return ConstraintTexts.Enum(Enum);
        }
    }

    internal override bool Admits(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw ContractErrors.WrongType(value.ValueKind, this);
        return Admits(JsonMarshal.GetRawUtf8Value(value)[1..^1], value, static element => element.GetString()!);
    }

    internal bool AdmitsName(JsonProperty property) =>
        Admits(JsonMarshal.GetRawUtf8PropertyName(property), property, static named => named.Name);

    internal override IEnumerable<string> Broken(JsonElement value) => Broken(value.GetString()!);

    /// <summary>The rules broken by <paramref name="text"/>: pattern before length (Cognito: observed).</summary>
    internal IEnumerable<string> Broken(string text)
    {
        if (Pattern is not null && !Pattern.Matches(text)) yield return ConstraintTexts.Pattern(Pattern.Printed);
        if (Pattern is null && text.Contains(Null, StringComparison.Ordinal)) yield return ConstraintTexts.Pattern(WithoutNull);
        if (Length.Max < text.Length) yield return ConstraintTexts.LengthAtMost(Length.Max.Value);
        if (Length.Min > text.Length) yield return ConstraintTexts.LengthAtLeast(Length.Min.Value);
        if (!Enum.IsEmpty && !Enum.Contains(text, StringComparer.Ordinal)) yield return ConstraintTexts.Enum(Enum);
    }

    // Even unconstrained text is decoded here, so that ill-formed text is refused in one place.
    private bool Admits<T>(ReadOnlySpan<byte> raw, T source, Func<T, string> decode)
    {
        if (raw.Contains((byte)'\\')) return Admits(decode(source).AsSpan());
        if (!IsConstrained) return System.Text.Unicode.Utf8.IsValid(raw) ? true : throw ContractErrors.Malformed();

        using var text = new DecodedText(raw, stackalloc char[DecodedText.OnStack]);
        return Admits(text.Characters);
    }

    private bool Admits(ReadOnlySpan<char> text)
    {
        if (!Length.Holds(text.Length)) return false;
        if (Pattern is null ? text.Contains(Null) : !Pattern.Matches(text)) return false;
        if (Enum.IsEmpty) return true;

        foreach (var permitted in Enum)
            if (text.SequenceEqual(permitted)) return true;
        return false;
    }
}

/// <summary>Bytes, base64 on the wire; its size counts decoded bytes.</summary>
public sealed class BlobShape : ScalarShape
{
    internal BlobShape(string name, bool sensitive, Bounds length) : base(name, sensitive) => Length = length;

    /// <summary>Permitted length in decoded bytes.</summary>
    public Bounds Length { get; }

    public override IEnumerable<string> Rules
    {
        get
        {
            if (Length.Max is { } max) yield return ConstraintTexts.LengthAtMost(max);
            if (Length.Min is { } min) yield return ConstraintTexts.LengthAtLeast(min);
        }
    }

    internal override bool Admits(JsonElement value) => Length.Holds(Decoded(value));

    internal override IEnumerable<string> Broken(JsonElement value)
    {
        var length = Decoded(value);
        if (Length.Max < length) yield return ConstraintTexts.LengthAtMost(Length.Max.Value);
        if (Length.Min > length) yield return ConstraintTexts.LengthAtLeast(Length.Min.Value);
    }

    internal int Decoded(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw ContractErrors.WrongType(value.ValueKind, this);
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.Contains((byte)'\\'))
            return value.TryGetBytesFromBase64(out var bytes) ? bytes.Length : throw ContractErrors.WrongType(value.ValueKind, this);

        // IsValid passes over white space, which the deserializer would refuse.
        return !raw.ContainsAny(" \t"u8) && Base64.IsValid(raw, out var length)
            ? length
            : throw ContractErrors.WrongType(value.ValueKind, this);
    }
}
