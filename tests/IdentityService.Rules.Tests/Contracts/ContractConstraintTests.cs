using IdentityService.Wire;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

public sealed class ContractConstraintTests
{
    [Theory]
    [InlineData("""{"type":"string","max":2}""", "\"abc\"", "abc", "Member must have length less than or equal to 2")]
    [InlineData("""{"type":"string","min":2}""", "\"a\"", "a", "Member must have length greater than or equal to 2")]
    [InlineData("""{"type":"string","max":1}""", "\"\U0001F600\"", "\U0001F600", "Member must have length less than or equal to 1")]
    [InlineData("""{"type":"string","pattern":"[a-z]+"}""", "\"abc\\n\"", "abc\n", "Member must satisfy regular expression pattern: [a-z]+")]
    [InlineData("""{"type":"string","enum":["A","B"]}""", "\"a\"", "a", "Member must satisfy enum value set: [A, B]")]
    [InlineData("""{"type":"integer","max":5}""", "6", "6", "Member must have value less than or equal to 5")]
    [InlineData("""{"type":"long","min":5}""", "4", "4", "Member must have value greater than or equal to 5")]
    [InlineData("""{"type":"blob","max":4}""", "\"aGVsbG8=\"", "java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]",
        "Member must have length less than or equal to 4")]
    [InlineData("""{"type":"list","max":1,"member":{"shape":"Text"}}""", """["a","b"]""", "[a, b]",
        "Member must have length less than or equal to 1")]
    [InlineData("""{"type":"list","min":1,"member":{"shape":"Text"}}""", "[]", "[]", "Member must have length greater than or equal to 1")]
    [InlineData("""{"type":"list","member":{"shape":"Short"}}""", """["abc"]""", "[abc]",
        "Member must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]")]
    [InlineData("""{"type":"list","member":{"shape":"Text"}}""", """["a",null]""", "[a, null]",
        "Member must satisfy constraint: [Member must not be null]")]
    [InlineData("""{"type":"map","max":1,"key":{"shape":"Text"},"value":{"shape":"Text"}}""", """{"a":"b","c":"d"}""", "{a=b, c=d}",
        "Member must have length less than or equal to 1")]
    [InlineData("""{"type":"map","min":1,"key":{"shape":"Text"},"value":{"shape":"Text"}}""", """{"a":null}""", "{a=null}",
        "Member must have length greater than or equal to 1")]
    [InlineData("""{"type":"map","key":{"shape":"Short"},"value":{"shape":"Text"}}""", """{"abc":"b"}""", "{abc=b}",
        "Map keys must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]")]
    [InlineData("""{"type":"map","key":{"shape":"Text"},"value":{"shape":"Short"}}""", """{"abc":""}""", "{abc=}",
        "Map value must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]")]
    public void Each_constraint_has_its_words(string shape, string value, string shown, string rule) => Assert.Equal(
        $"Value '{shown}' at 'value' failed to satisfy constraint: {rule}", Assert.Single(TestContracts.Violations(shape, value, Parts)));

    [Theory]
    [InlineData("""{"type":"string","max":1,"sensitive":true}""", "\"secret\"")]
    [InlineData("""{"type":"list","max":1,"sensitive":true,"member":{"shape":"Text"}}""", """["secret","secret"]""")]
    [InlineData("""{"type":"list","max":1,"member":{"shape":"Secret"}}""", """["secret","secret"]""")]
    [InlineData("""{"type":"map","max":0,"key":{"shape":"Text"},"value":{"shape":"Secret"}}""", """{"k":"secret"}""")]
    [InlineData("""{"type":"list","max":0,"member":{"shape":"Holder"}}""", """[{"Held":"secret"}]""")]
    [InlineData("""{"type":"structure","sensitive":true,"required":[],"members":{"Part":{"shape":"Short"}}}""", """{"Part":"secret"}""")]
    public void Sensitive_values_are_never_shown(string shape, string value)
    {
        var violation = Assert.Single(TestContracts.Violations(shape, value, Parts));

        Assert.StartsWith("Value at 'value", violation, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "1.5", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"type":"integer"}""", "3000000000", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"type":"integer"}""", "\"1\"", "STRING_VALUE can not be converted to an Integer")]
    [InlineData("""{"type":"long"}""", "9223372036854775808", "NUMBER_VALUE can not be converted to a Long")]
    [InlineData("""{"type":"boolean"}""", "\"true\"", "STRING_VALUE can not be converted to a Boolean")]
    [InlineData("""{"type":"timestamp"}""", "\"2026-01-01T00:00:00Z\"", "STRING_VALUE can not be converted to a Timestamp")]
    [InlineData("""{"type":"timestamp"}""", "1e300", "NUMBER_VALUE can not be converted to a Timestamp")]
    [InlineData("""{"type":"blob"}""", "\"!!\"", "STRING_VALUE can not be converted to a Blob")]
    [InlineData("""{"type":"structure","required":[],"members":{}}""", "false", "Expected null")]
    public void Wrong_types_have_their_words(string shape, string value, string text)
    {
        var error = Assert.Throws<CognitoError>(() => TestContracts.Violations(shape, value, Parts));

        Assert.Equal(("SerializationException", text), (error.Type, error.WireMessage));
    }

    [Fact]
    public void S34_a_body_of_empty_structures_does_not_become_a_long_answer()
    {
        var body = "[" + string.Join(',', Enumerable.Repeat("{}", 5000)) + "]";
        Assert.Equal(100, TestContracts.Violations("""{"type":"list","member":{"shape":"Needy"}}""", body, Parts).Count);
    }

    [Fact]
    public void S34_a_long_value_is_not_echoed_whole()
    {
        var violation = Assert.Single(TestContracts.Violations("""{"type":"string","max":1}""", $"\"{new string('x', 100_000)}\"", Parts));
        Assert.InRange(violation.Length, 1024, 1200);
    }

    private const string Parts =
        """
        {"Text":{"type":"string"},"Short":{"type":"string","min":1,"max":2},"Secret":{"type":"string","sensitive":true},
         "Holder":{"type":"structure","required":[],"members":{"Held":{"shape":"Secret"}}},
         "Needy":{"type":"structure","required":["Held"],"members":{"Held":{"shape":"Text"}}}}
        """;
}
