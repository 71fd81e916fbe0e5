using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace IdentityService.Wire.Contracts;

/// <summary>A structure: named members in the contract's order. May reach itself.</summary>
public sealed class StructureShape : Shape
{
    internal StructureShape(string name, bool sensitive) : base(name, sensitive) { }

    /// <summary>The members in the contract's order, which is also the order of violations.</summary>
    public ImmutableArray<StructureMember> Members { get; private set; } = [];

    /// <summary>The same members by their exact names.</summary>
    public FrozenDictionary<string, StructureMember> MembersByName { get; private set; } = FrozenDictionary<string, StructureMember>.Empty;

    internal void Complete(IEnumerable<StructureMember> members)
    {
        Members = [.. members];
        MembersByName = Members.ToFrozenDictionary(member => member.Name, StringComparer.Ordinal);
    }
}

/// <summary>A member of a structure.</summary>
public sealed class StructureMember
{
    private readonly byte[] _utf8Name = [];

    /// <summary>Its exact name in the request.</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            _utf8Name = Encoding.UTF8.GetBytes(value);
        }
    }

    public required Shape Shape { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>Its name in messages: lowerCamel, or the service's internal name.</summary>
    public required string Path { get; init; }

    /// <summary>REST-JSON only: <c>uri</c>, <c>querystring</c> or <c>header</c>; null for the body.</summary>
    public string? Location { get; init; }

    /// <summary>REST-JSON only: its name at that location.</summary>
    public string? LocationName { get; init; }

    internal ReadOnlySpan<byte> Utf8Name => _utf8Name;
}

/// <summary>A list of one kind of element.</summary>
public sealed class ListShape : Shape
{
    internal ListShape(string name, bool sensitive, Bounds length) : base(name, sensitive) => Length = length;

    /// <summary>Permitted number of elements.</summary>
    public Bounds Length { get; }

    public Shape Element { get => field ?? throw new InvalidOperationException($"{Name} is not complete"); private set; }

    internal void Complete(Shape element) => Element = element;
}

/// <summary>A map from text to one kind of value.</summary>
public sealed class MapShape : Shape
{
    internal MapShape(string name, bool sensitive, Bounds length) : base(name, sensitive) => Length = length;

    /// <summary>Permitted number of entries; those with a null value do not count.</summary>
    public Bounds Length { get; }

    public StringShape Key { get => field ?? throw new InvalidOperationException($"{Name} is not complete"); private set; }

    public Shape Value { get => field ?? throw new InvalidOperationException($"{Name} is not complete"); private set; }

    internal void Complete(StringShape key, Shape value)
    {
        Key = key;
        Value = value;
    }
}
