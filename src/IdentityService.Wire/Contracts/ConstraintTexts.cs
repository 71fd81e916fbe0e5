using System.Globalization;

namespace IdentityService.Wire.Contracts;

/// <summary>Cognito's words for each rule of the contract. Observed, as are their spellings.</summary>
internal static class ConstraintTexts
{
    internal const string NotNull = "Member must not be null";

    internal static string LengthAtMost(long max) => Of("Member must have length less than or equal to ", max);

    internal static string LengthAtLeast(long min) => Of("Member must have length greater than or equal to ", min);

    internal static string ValueAtMost(long max) => Of("Member must have value less than or equal to ", max);

    internal static string ValueAtLeast(long min) => Of("Member must have value greater than or equal to ", min);

    internal static string Pattern(string printed) => "Member must satisfy regular expression pattern: " + printed;

    internal static string Enum(IEnumerable<string> values) => $"Member must satisfy enum value set: [{string.Join(", ", values)}]";

    // Lists and maps of plain values quote every rule of the element, broken or not (observed across AWS services of this framework).
    internal static string Elements(IEnumerable<string> rules) => $"Member must satisfy constraint: [{string.Join(", ", rules)}]";

    internal static string Keys(IEnumerable<string> rules) => $"Map keys must satisfy constraint: [{string.Join(", ", rules)}]";

    internal static string Values(IEnumerable<string> rules) => $"Map value must satisfy constraint: [{string.Join(", ", rules)}]";

    private static string Of(string words, long number) => words + number.ToString(CultureInfo.InvariantCulture);
}
