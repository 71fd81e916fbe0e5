using System.Security.Cryptography;
using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class PublishedVectorTests
{
    [Fact]
    public void Private_key_x()
    {
        var x = SrpEquations.PrivateKey(
            Convert.FromHexString(PublishedVector.Salt), PublishedVector.PoolName, PublishedVector.UserId, PublishedVector.Password);
        Assert.Equal("bf025f315bf6ffce6bc8c4f03f5a6020e08a703621dbf6902f32291d6fc0a2d8", Convert.ToHexStringLower(x));
    }

    [Fact]
    public void Verifier_v()
    {
        using var verifier = PublishedVector.Verifier;
        Assert.Equal(PublishedVector.Salt, verifier.SaltHex);
        Assert.StartsWith(
            "de4e6d827988ddcd2a5d76850184459ed395bfed083fbaa08b0c3d49393afece", Convert.ToHexStringLower(verifier.V), StringComparison.Ordinal);
        Assert.Equal("dc43ed2ed60d2dd238af7c144d1cbb9bced873589515bf7bc6b0d51e9b57dbe9", Convert.ToHexStringLower(SHA256.HashData(verifier.V)));
    }

    [Fact]
    public void Client_key_A()
    {
        var a = ModularPower.Raise([2], PublishedVector.SmallA);
        Assert.StartsWith("8843f35c161501b95db2c4c65ca7a576b30734b241796c0fc3aa1a3497241946", Convert.ToHexStringLower(a), StringComparison.Ordinal);
        Assert.Equal("896bd2e8633c3f1d88651a377865ec65262f52d6c012cd757c7ff7be62eec419", Convert.ToHexStringLower(SHA256.HashData(a)));
        Assert.Equal(a, PublishedVector.ClientKey.ToBytes());
    }

    [Fact]
    public void Server_key_B()
    {
        using var challenge = SrpChallenge.Begin(PublishedVector.Verifier, PublishedVector.SmallB);
        Assert.StartsWith("b2a5d5063b5374bbafa7edd0ea17d29dd0eb3b4760378ffdd507cb04a1de926a", challenge.PublicKeyHex, StringComparison.Ordinal);
        Assert.Equal(
            "250e1ef0f2b9d4ec3bef959188a0958a9f2e62044b289efeb65531c002ac97f7", Convert.ToHexStringLower(SHA256.HashData(challenge.ToPublicBytes())));
    }

    [Fact]
    public void Scramble_u_premaster_S_and_claim_key_K()
    {
        var exchange = PublishedVector.Exchange;
        var u = SrpEquations.Scramble(exchange.ClientKey.Value, exchange.Challenge.PublicKey);
        Assert.Equal("9dfbf223d3f2e6ef882537b419393a946d33937f4093af190d85f53ce408bd15", Convert.ToHexStringLower(SrpGroup.Pad(u).AsSpan(1)));

        var s = SrpEquations.ServerPremaster(exchange.ClientKey.Value, PublishedVector.Verifier.V, u, exchange.Challenge.Secret);
        Assert.StartsWith("57e6eb9c6dc8924f392f3a43db978c722a1aebd5cc6e5a54da25a651112f442b", Convert.ToHexStringLower(s), StringComparison.Ordinal);
        Assert.Equal("7291e9706b7858a6f5d28ed163a66088", Convert.ToHexStringLower(SrpEquations.ClaimKey(u, s)));
    }

    [Fact]
    public void Signature_of_the_vector_proves_the_password() =>
        Assert.True(PublishedVector.Exchange.IsProvenBy(PublishedVector.Claim, PublishedVector.Verifier, PublishedVector.Now));

    [Fact]
    public void Our_client_makes_the_signature_of_the_vector()
    {
        var offer = new SrpOffer(PublishedVector.Salt, PublishedVector.Exchange.Challenge.PublicKeyHex, PublishedVector.SecretBlock);
        var signature = PublishedVector.Client.Sign(
            offer, PublishedVector.PoolName, PublishedVector.UserId, PublishedVector.Password, PublishedVector.Timestamp);
        Assert.Equal(PublishedVector.Signature, signature);
        Assert.Equal(PublishedVector.Timestamp, SrpClient.Timestamp(PublishedVector.Now));
    }
}
