using System.Text;

namespace IdentityService.Wire.Contracts;

/// <summary>Java's regular expressions in .NET's words, for as much of the language as the contracts use (java.util.regex.Pattern).</summary>
internal static class JavaPattern
{
    /// <summary>The whole-value form of <paramref name="java"/>.</summary>
    internal static string Translate(string java)
    {
        // "(?s)" in front makes the dot match everything.
        var dotMatchesAll = java.StartsWith("(?s)", StringComparison.Ordinal);
        var text = new StringBuilder(@"\A(?:");
        var inClass = false;
        for (var at = 0; at < java.Length; at++)
        {
            var next = java[at];
            if (next == '\\')
                text.Append(Escape(java[++at], inClass));
            else if (next == '.' && !inClass && !dotMatchesAll)
                text.Append(@"[^\n\r\u0085\u2028\u2029]");
            else
                text.Append(next);

            if (next == '[') inClass = true;
            if (next == ']') inClass = false;
        }

        return text.Append(@")\z").ToString();
    }

    // Ranges come last, so that a hyphen that follows stays a hyphen: [\w-.].
    private static string Escape(char letter, bool inClass)
    {
        var members = letter switch
        {
            'w' => "_a-zA-Z0-9",
            'W' => @"\0-/:-@\[-\^`{-\uFFFF",
            'd' => "0-9",
            'D' => @"\0-/:-\uFFFF",
            's' => @"\x20\t-\r",
            'S' => @"\0-\x08\x0E-\x1F!-\uFFFF",
            _ => null,
        };
        return members is null ? $"\\{letter}" : inClass ? members : $"[{members}]";
    }
}
