using System.Text.RegularExpressions;
using Xunit;

namespace IdentityService.Rules.Tests;

/// <summary>Names that say nothing, and marks of work put off.</summary>
public sealed partial class NameTests
{
    [Fact]
    public void No_type_has_a_drawer_for_a_name() => Assert.Empty(Offences(Drawer()));

    [Fact]
    public void Nothing_is_folded_away_put_off_or_switched_off() => Assert.Empty(Offences(PutOff()));

    private static IEnumerable<string> Offences(Regex offence) => Sources.Product
        .SelectMany(f => File.ReadLines(f).Select((line, i) => (Place: $"{Sources.Relative(f)}:{i + 1}", Line: line)))
        .Where(l => offence.IsMatch(l.Line)).Select(l => $"{l.Place} {l.Line.Trim()}");

    // RunningService is the product's own word: the service, running.
    [GeneratedRegex(@"\b(class|record|interface|struct|enum)\s+(?!RunningService\b)\w*(Manager|Helper|Helpers|Util|Utils|Utility|Service|Processor|Impl|Base|Common)\b")]
    private static partial Regex Drawer();

    [GeneratedRegex(@"#region|#pragma warning disable|NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|\.Result\b;|Thread\.Sleep")]
    private static partial Regex PutOff();
}
