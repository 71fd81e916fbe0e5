using Xunit;

namespace IdentityService.Rules.Tests;

public sealed class MethodReaderTests
{
    [Fact]
    public void A_method_is_measured_from_its_head_to_its_closing_brace()
    {
        string[] file =
        [
            "public sealed class Example", "{", "    public int Long(int a)", "    {", "        if (a > 0)", "        {", "            a++;", "        }",
            "        return a;", "    }", "}",
        ];
        Assert.Equal([new MethodLength("x.cs", 3, 8)], MethodReader.Read("x.cs", file));
    }

    [Fact]
    public void The_product_has_methods_to_measure() => Assert.True(Sources.Product.SelectMany(MethodReader.Methods).Count() > 300);
}
