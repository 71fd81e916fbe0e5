using System.Text.RegularExpressions;

namespace IdentityService.Rules.Tests;

/// <summary>A method or local block of code and its length in lines, braces included.</summary>
internal sealed record MethodLength(string File, int Line, int Lines);

/// <summary>
/// Finds methods by how our code is laid out (the formatter keeps it so): a member stands at one level of indentation inside its type and
/// ends with a brace at the same level.
/// </summary>
internal static partial class MethodReader
{
    public static IEnumerable<MethodLength> Methods(string file) => Read(file, File.ReadAllLines(file));

    public static IEnumerable<MethodLength> Read(string file, IReadOnlyList<string> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (Opening().Match(lines[i]) is not { Success: true } brace || !IsMethodHead(lines[i - 1]))
                continue;
            var closing = brace.Groups["indent"].Value + "}";
            var end = i;
            while (end < lines.Count && lines[end] != closing)
                end++;
            yield return new MethodLength(Path.GetFileName(file), i, end - i + 2);
        }
    }

    // The line before the brace ends a parameter list; types, properties and initialisers, which are lists of values, do not.
    private static bool IsMethodHead(string line) =>
        line.TrimEnd().EndsWith(')') && !TypeHead().IsMatch(line) && !Statement().IsMatch(line) || line.TrimStart().StartsWith("where ", StringComparison.Ordinal);

    [GeneratedRegex("^(?<indent>    (    )?){$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b(class|record|interface|struct|enum|namespace)\b", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"^\s*(if|for|foreach|while|switch|using|lock|fixed|catch|else|return)\b|\bnew\b|^\s*Guid\.", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Statement();
}
