using System.Globalization;
using IdentityService.Engine.Factors.Srp;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class SrpClientKeyTests
{
    [Fact]
    public void Reads_every_clients_way_to_write_A()
    {
        var client = PublishedVector.Client;
        Assert.Equal(769, client.DotNetSrpA.Length);
        foreach (var hex in new[] { client.SrpA, client.DotNetSrpA, client.SrpA.ToUpperInvariant(), client.SrpA.PadLeft(800, '0') })
            Assert.Equal(client.A, PublishedVector.Key(hex).Value);
    }

    [Theory]
    [InlineData("f", 15)]
    [InlineData("abc", 0xabc)]
    [InlineData("00ABC", 0xabc)]
    [InlineData("80", 128)]
    public void Reads_odd_lengths_as_unsigned(string hex, int value)
    {
        var key = PublishedVector.Key(hex);
        Assert.Equal(value, key.Value);
        Assert.Equal(key, SrpClientKey.FromBytes(key.ToBytes()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0x1f")]
    [InlineData("-1f")]
    [InlineData("1f ")]
    [InlineData(" 1f")]
    [InlineData("1g")]
    [InlineData("1f\n")]
    [InlineData("１f")]
    public void Refuses_what_is_not_hexadecimal(string? text)
    {
        Assert.False(SrpClientKey.TryParse(text, out var key));
        Assert.Null(key);
    }

    [Fact]
    public void Refuses_what_is_too_long() => Assert.False(SrpClientKey.TryParse(new string('1', 801), out _));

    [Fact]
    public void Knows_multiples_of_N()
    {
        foreach (var value in new[] { 0, SrpGroup.N, SrpGroup.N * 2, SrpGroup.N * 0xffff })
            Assert.True(PublishedVector.Key(value.ToString("x", CultureInfo.InvariantCulture)).IsDegenerate);
        Assert.False(PublishedVector.Key((SrpGroup.N + 1).ToString("x", CultureInfo.InvariantCulture)).IsDegenerate);
    }
}
