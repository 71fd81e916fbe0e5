using System.Security.Cryptography;
using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class SrpVerifierTests
{
    [Fact]
    public void Fresh_salts_differ_and_print_as_32_digits()
    {
        var salts = Enumerable.Range(0, 100).Select(_ => SrpVerifier.Make("p", "u", "pw").SaltHex).ToArray();
        Assert.Equal(100, salts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(salts, salt => Assert.Matches("^[1-9a-f][0-9a-f]{31}$", salt));
    }

    [Fact]
    public void Comes_back_from_bytes()
    {
        using var made = PublishedVector.Verifier;
        var bytes = made.ToBytes();
        using var read = SrpVerifier.FromBytes(bytes);
        Assert.Equal(402, bytes.Length);
        Assert.Equal(made.SaltHex, read.SaltHex);
        Assert.True(made.V.SequenceEqual(read.V));
    }

    [Fact]
    public void Refuses_bytes_it_did_not_make()
    {
        var bytes = PublishedVector.Verifier.ToBytes();
        byte[] otherVersion = [2, .. bytes[1..]], wrongSaltLength = [1, 15, .. bytes[2..]], zeroV = [.. bytes[..18], .. new byte[384]];
        foreach (var broken in new[] { [], [1], bytes[..^1], [.. bytes, 0], otherVersion, wrongSaltLength, zeroV })
            Assert.Throws<FormatException>(() => SrpVerifier.FromBytes(broken));
    }

    [Fact]
    public void Is_cleared_when_done()
    {
        var verifier = PublishedVector.Verifier;
        verifier.Dispose();
        Assert.True(verifier.V.SequenceEqual(new byte[384]));
    }

    [Fact]
    public void Fake_is_the_same_for_the_same_seed_and_looks_real()
    {
        using var first = SrpVerifier.Fake(SHA256.HashData("nobody"u8));
        using var again = SrpVerifier.Fake(SHA256.HashData("nobody"u8));
        using var other = SrpVerifier.Fake(SHA256.HashData("somebody else"u8));
        Assert.Equal(first.SaltHex, again.SaltHex);
        Assert.True(first.V.SequenceEqual(again.V));
        Assert.NotEqual(first.SaltHex, other.SaltHex, StringComparer.Ordinal);
        Assert.False(first.V.SequenceEqual(other.V));

        var salts = Enumerable.Range(0, 200).Select(i => SrpVerifier.Fake(SHA256.HashData([(byte)i])).SaltHex).ToArray();
        Assert.All(salts, salt => Assert.Matches("^[1-9a-f][0-9a-f]{31}$", salt));
    }

    [Fact]
    public void Fake_is_a_square_as_every_real_verifier_is()
    {
        // Euler's criterion: squares and only squares give 1.
        var half = ((SrpGroup.N - 1) / 2).ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.Equal(SrpGroup.ToElement(1), ModularPower.Raise(PublishedVector.Verifier.V, half));
        Assert.Equal(SrpGroup.ToElement(1), ModularPower.Raise(SrpVerifier.Fake(new byte[32]).V, half));
    }

    [Fact]
    public void Fake_refuses_short_seeds() => Assert.Throws<ArgumentException>(() => SrpVerifier.Fake(new byte[31]));

    [Fact]
    public void Salts_that_are_zero_or_long_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SrpVerifier.Make(new byte[16], "p", "u", "pw"));
        Assert.Throws<ArgumentException>(() => SrpVerifier.Make(RandomNumberGenerator.GetBytes(80), "p", "u", "pw"));
    }

    [Fact]
    public void A_device_verifier_with_a_padded_salt_proves_the_device()
    {
        const string group = "-v7w9UcY6", device = "us-west-2_a1b2c3d4-5678-90ab-cdef-1234567890ab", salt = "f1c05d9e3f4a6688aa0b1c2d3e4f5077";
        var v = SrpClient.Verifier(salt, group, device, "device secret");
        using var verifier = SrpVerifier.FromClient(Convert.FromHexString("00" + salt), SrpGroup.Pad(v));
        Assert.NotNull(verifier);
        Assert.Equal(salt, verifier.SaltHex);

        var client = new SrpClient();
        var exchange = new SrpExchange(group, device, PublishedVector.Key(client.SrpA), SrpChallenge.Begin(verifier));
        var offer = new SrpOffer(verifier.SaltHex, exchange.Challenge.PublicKeyHex, PublishedVector.SecretBlock);
        var signature = client.Sign(offer, group, device, "device secret", PublishedVector.Timestamp);
        Assert.True(exchange.IsProvenBy(PublishedVector.Claim with { Signature = signature }, verifier, PublishedVector.Now));
    }

    [Fact]
    public void Device_verifiers_that_prove_themselves_are_refused()
    {
        byte[] salt = [0x7b, .. new byte[15]];
        foreach (var v in new[] { 0, 1, SrpGroup.N - 1, SrpGroup.N, SrpGroup.N + 2 })
            Assert.Null(SrpVerifier.FromClient(salt, SrpGroup.Pad(v)));
        Assert.Null(SrpVerifier.FromClient([], [2]));
        Assert.Null(SrpVerifier.FromClient(salt, RandomNumberGenerator.GetBytes(500)));
        Assert.NotNull(SrpVerifier.FromClient(salt, SrpGroup.Pad(SrpGroup.N - 2)));
    }
}
