namespace IdentityService.Engine.Secrets;

/// <summary>
/// What a sealed value belongs to: its purpose, then pool, user or whatever owns it. It is the associated data of the encryption, so a value
/// moved to another row, purpose or pool does not open (S-39).
/// </summary>
public readonly record struct Binding(string Text)
{
    /// <summary>Joins purpose and owners. None of them may hold a NUL, which separates them; identifiers and names never do (S-26).</summary>
    public static Binding To(string purpose, params ReadOnlySpan<string> owners) => new($"{purpose}\0{string.Join('\0', owners)}");
}
