using System.Numerics;
using System.Security.Cryptography;
using IdentityService.Engine.Factors.Srp;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class ModularPowerTests
{
    // .NET's own cryptography needs OpenSSL on Linux: without it the fast way would be lost unnoticed.
    private static OpenSslPower Native
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "OpenSSL is looked for on Linux only.");
            Assert.NotNull(OpenSslPower.Shared);
            return OpenSslPower.Shared;
        }
    }

    [Fact]
    public void Both_ways_agree_on_random_numbers()
    {
        foreach (var length in new[] { 1, 31, 32, 33, 64, 128 })
        {
            var number = RandomNumberGenerator.GetBytes(384);
            var exponent = RandomNumberGenerator.GetBytes(length);
            Assert.Equal(ModularPower.Managed(number, exponent), Native.Raise(number, exponent));
        }
    }

    [Fact]
    public void Both_ways_agree_at_the_edges()
    {
        var n = SrpGroup.N.ToByteArray(isUnsigned: true, isBigEndian: true);
        var lessOne = (SrpGroup.N - 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        var longer = (SrpGroup.N * SrpGroup.N + 3).ToByteArray(isUnsigned: true, isBigEndian: true);
        foreach (var number in new byte[][] { [], [0], [1], [2], [0, 0, 2], lessOne, n, longer })
            foreach (var exponent in new byte[][] { [], [0], [1], [0, 0, 3], lessOne })
                Assert.Equal(ModularPower.Managed(number, exponent), Native.Raise(number, exponent));
    }

    [Fact]
    public void Answers_keep_their_width_when_small() =>
        Assert.Equal([.. new byte[383], 8], Native.Raise([2], [3]));

    [Fact]
    public void Two_hundred_parallel_calls_share_one_modulus()
    {
        var cases = Enumerable.Range(0, 200)
            .Select(_ => (Number: RandomNumberGenerator.GetBytes(384), Exponent: RandomNumberGenerator.GetBytes(32)))
            .ToArray();
        var answers = new byte[cases.Length][];
        var sixteen = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        Parallel.For(0, cases.Length, sixteen, i => answers[i] = Native.Raise(cases[i].Number, cases[i].Exponent));

        for (var i = 0; i < cases.Length; i++)
            Assert.Equal(ModularPower.Managed(cases[i].Number, cases[i].Exponent), answers[i]);
    }

    [Fact]
    public void A_missing_library_is_no_error() => Assert.Null(OpenSslPower.TryLoad("libcrypto.so.does-not-exist"));

    [Fact]
    public void A_library_without_the_functions_is_no_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libc is named so on Linux only.");
        Assert.Null(OpenSslPower.TryLoad("libc.so.6"));
    }

    [Fact]
    public void Managed_answers_are_powers() =>
        Assert.Equal(BigInteger.Pow(3, 200), SrpGroup.FromUnsigned(ModularPower.Managed([3], [200])));
}
