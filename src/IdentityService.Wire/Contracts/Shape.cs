using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>A type of the contract. The set is closed: scalars (<see cref="ScalarShape"/>), structures, lists and maps.</summary>
public abstract class Shape
{
    private protected Shape(string name, bool sensitive)
    {
        Name = name;
        IsSensitive = sensitive;
    }

    /// <summary>The contract's own name of the shape.</summary>
    public string Name { get; }

    /// <summary>Whether values, and everything inside them, are kept out of messages.</summary>
    public bool IsSensitive { get; }
}

/// <summary>A shape without members. Knows its own rules, in the order in which Cognito reports them.</summary>
public abstract class ScalarShape : Shape
{
    private protected ScalarShape(string name, bool sensitive) : base(name, sensitive) { }

    /// <summary>Every rule in words, as a list's message quotes them: <c>Member must satisfy constraint: [...]</c>.</summary>
    public abstract IEnumerable<string> Rules { get; }

    /// <summary>Whether all rules hold. The hot path: allocates nothing for text without escapes.</summary>
    /// <exception cref="CognitoError">SerializationException when the JSON type is wrong.</exception>
    internal abstract bool Admits(JsonElement value);

    /// <summary>The rules in words that <paramref name="value"/> breaks; asked only after <see cref="Admits"/> said no.</summary>
    internal abstract IEnumerable<string> Broken(JsonElement value);
}
