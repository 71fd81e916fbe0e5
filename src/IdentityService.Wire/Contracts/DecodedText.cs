using System.Buffers;
using System.Text.Unicode;

namespace IdentityService.Wire.Contracts;

/// <summary>JSON text without escapes as characters, on the stack when short, else in a rented buffer that is cleared on return.</summary>
internal ref struct DecodedText
{
    /// <summary>Characters kept on the stack.</summary>
    internal const int OnStack = 256;

    private readonly char[]? _rented;

    internal DecodedText(ReadOnlySpan<byte> utf8, Span<char> stack)
    {
        _rented = utf8.Length > stack.Length ? ArrayPool<char>.Shared.Rent(utf8.Length) : null;
        var buffer = _rented ?? stack;

        // The JSON reader does not look inside strings: ill-formed UTF-8 arrives here.
        if (Utf8.ToUtf16(utf8, buffer, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw ContractErrors.Malformed();
        Characters = buffer[..written];
    }

    internal ReadOnlySpan<char> Characters { get; }

    // Passwords and tokens pass through here.
    public readonly void Dispose()
    {
        if (_rented is not null) ArrayPool<char>.Shared.Return(_rented, clearArray: true);
    }
}
