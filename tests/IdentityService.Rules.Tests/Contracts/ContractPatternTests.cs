using System.Diagnostics;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

public sealed class ContractPatternTests
{
    private static IEnumerable<StringShape> Patterned() =>
        new[] { ServiceContract.CognitoIdp, ServiceContract.CognitoIdentity, ServiceContract.CognitoSync }
            .SelectMany(contract => contract.Shapes.Values).OfType<StringShape>().Where(shape => shape.Pattern is not null);

    [Fact]
    public void S34_every_pattern_is_linear_or_its_value_is_short()
    {
        Assert.Equal(56 + 11 + 5, Patterned().Count());
        Assert.All(Patterned(), shape => Assert.True(shape.Pattern!.IsLinear || shape.Length.Max <= 1024, shape.Name));
    }

    [Fact]
    public void S34_no_pattern_is_slow_on_hostile_text()
    {
        foreach (var shape in Patterned())
        {
            var hostile = new string('a', (int)Math.Min(shape.Length.Max ?? 100_000, 100_000)) + "\n\u0000";
            var started = Stopwatch.GetTimestamp();
            shape.Pattern!.Matches(hostile);
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2), shape.Name);
        }
    }

    [Theory]
    [InlineData(@"[\w+]+", "abc_1+", true)]
    [InlineData(@"[\w+]+", "é", false)]
    [InlineData(@"\w", "\u0661", false)]
    [InlineData(@"\d+", "12", true)]
    [InlineData(@"\d+", "\u0661", false)]
    [InlineData(@"[\w-.]+", "a-.b", true)]
    [InlineData(@"[\w-.]+", "a/b", false)]
    [InlineData(@"\D\W", "é-", true)]
    [InlineData(@"[\S]+", "a b", false)]
    [InlineData(@"[\S]+", "a\u00A0b", true)]
    [InlineData(@"[\s]", "\u000B", true)]
    [InlineData(@"\s", "\u2003", false)]
    [InlineData(@".*", "a\u2028b", false)]
    [InlineData(@".*", "a\rb", false)]
    [InlineData(@"(?s).*", "a\nb", true)]
    [InlineData(@"^[a-z]+$", "abc\n", false)]
    [InlineData(@"a|b", "ab", false)]
    [InlineData(@"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", "\U0001F600\U00020000", true)]
    [InlineData(@"[\p{L}\p{N}]+", "\U0001F600", false)]
    [InlineData(@"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", "\U000E0001", false)]
    [InlineData(@"[^_\p{Z}]", "\U0001F600", true)]
    [InlineData(@"^[\S]+.*[\S]+$", "ab", true)]
    [InlineData(@"^[\S]+.*[\S]+$", "a", false)]
    [InlineData(@"^[\S]+.*[\S]+$", "a b c", true)]
    [InlineData(@"^[0-9A-Za-z\.\-_]*(?<!\.)$", "my.bucket", true)]
    [InlineData(@"^[0-9A-Za-z\.\-_]*(?<!\.)$", "my.bucket.", false)]
    public void Patterns_mean_what_they_mean_in_Java(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new ContractPattern(pattern).Matches(text));

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter() => Assert.False(new ContractPattern(@"[\p{L}\p{S}]+").Matches(['a', '\uD83D']));
}
