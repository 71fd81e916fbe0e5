using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class SrpGroupTests
{
    [Fact]
    public void K_is_the_constant_of_every_client() =>
        Assert.Equal(
            "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6", SrpGroup.ToMinimalHex(SrpGroup.ToElement(SrpGroup.K)));

    [Theory]
    [InlineData("0", "00")]
    [InlineData("1", "01")]
    [InlineData("7f", "7F")]
    [InlineData("80", "0080")]
    [InlineData("ff", "00FF")]
    [InlineData("100", "0100")]
    [InlineData("7fff", "7FFF")]
    [InlineData("8000", "008000")]
    public void Pad_is_minimal_twos_complement(string hex, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(SrpGroup.Pad(SrpClient.Number(hex))));

    [Fact]
    public void Pad_of_N_has_a_leading_zero_byte()
    {
        var padded = SrpGroup.Pad(SrpGroup.N);
        Assert.Equal(385, padded.Length);
        Assert.Equal(0, padded[0]);
    }

    [Fact]
    public void Pad_refuses_negative_numbers() => Assert.Throws<ArgumentOutOfRangeException>(() => SrpGroup.Pad(-1));

    [Fact]
    public void Elements_have_a_fixed_width_and_are_reduced()
    {
        Assert.Equal([.. new byte[383], 5], SrpGroup.ToElement(SrpGroup.N + 5));
        Assert.Equal(new byte[384], SrpGroup.ToElement(SrpGroup.N * 2));
    }

    [Theory]
    [InlineData("00", "0")]
    [InlineData("", "0")]
    [InlineData("000A", "a")]
    [InlineData("0AB0", "ab0")]
    public void Minimal_hex_has_no_leading_zeros(string bytes, string hex) =>
        Assert.Equal(hex, SrpGroup.ToMinimalHex(Convert.FromHexString(bytes)));
}
