using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentityService.Wire.Contracts;

/// <summary>
/// A pattern of the contract, written for Java's <c>matches</c>: it must match the whole value, <c>\w \d \s</c> are ASCII, a dot stops at
/// every line terminator, and characters outside the basic plane count as one.
/// </summary>
public sealed class ContractPattern
{
    // Only for the few patterns with look-around, on values whose length is bounded (S-34).
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;

    /// <param name="printed">The pattern as messages quote it.</param>
    /// <param name="enforced">The pattern values are held to, where Cognito prints another; null for the same.</param>
    public ContractPattern(string printed, string? enforced = null)
    {
        Printed = printed;
        _regex = Compile(JavaPattern.Translate(enforced ?? printed));
    }

    /// <summary>The pattern as messages quote it.</summary>
    public string Printed { get; }

    /// <summary>Whether matching takes time linear in the value's length; otherwise it is cut off after 100 ms.</summary>
    public bool IsLinear => _regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Whether the whole of <paramref name="text"/> matches; a match that takes too long does not.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        try
        {
            return text.ContainsAnyInRange('\uD800', '\uDFFF') ? _regex.IsMatch(OnBasicPlane(text)) : _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Compile(string whole)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        try
        {
            return new Regex(whole, Options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, Options, Patience);
        }
    }

    // .NET matches UTF-16 units. The contract tells such characters apart by their major category alone, so one basic-plane
    // character of the same category stands for each.
    private static string OnBasicPlane(ReadOnlySpan<char> text)
    {
        var stand = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf16(text, out var rune, out var used) == OperationStatus.Done;
            stand.Append(whole && rune.IsBmp ? (char)rune.Value : whole ? Representative(Rune.GetUnicodeCategory(rune)) : text[0]);
            text = text[used..];
        }

        return stand.ToString();
    }

    private static char Representative(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter => '\u0101',
        <= UnicodeCategory.EnclosingMark => '\u0300',
        <= UnicodeCategory.OtherNumber => '\u0662',
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => '\u2010',
        >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol => '\u2602',
        _ => '\uE000',
    };
}
