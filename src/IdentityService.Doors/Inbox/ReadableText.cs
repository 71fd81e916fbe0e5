using System.Net;
using System.Text.RegularExpressions;

namespace IdentityService.Doors.Inbox;

/// <summary>What a person would read of an HTML body. For display only, and to be encoded again: this is no sanitiser.</summary>
internal static partial class ReadableText
{
    private const RegexOptions Loosely = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture;
    private const int Milliseconds = 1000;

    public static string Of(string html)
    {
        var lines = LineEnd().Replace(Unseen().Replace(html, ""), "\n");
        return BlankLines().Replace(WebUtility.HtmlDecode(Tag().Replace(lines, "")), "\n\n").Trim();
    }

    [GeneratedRegex("<(?<tag>script|style|head)\\b.*?</\\k<tag>\\s*>|<!--.*?-->", Loosely, Milliseconds)]
    private static partial Regex Unseen();

    [GeneratedRegex("<br\\b[^>]*>|</(p|div|h[1-6]|li|tr|table)\\s*>", Loosely, Milliseconds)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?[a-z!][^>]*>", Loosely, Milliseconds)]
    private static partial Regex Tag();

    [GeneratedRegex("[ \\t]*\\r?\\n([ \\t]*\\r?\\n)+[ \\t]*", Loosely, Milliseconds)]
    private static partial Regex BlankLines();
}
