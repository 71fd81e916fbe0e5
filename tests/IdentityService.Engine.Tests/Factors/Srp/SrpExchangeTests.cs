using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class SrpExchangeTests
{
    private static bool Proves(PasswordClaim claim) => PublishedVector.Exchange.IsProvenBy(claim, PublishedVector.Verifier, PublishedVector.Now);

    [Theory]
    [InlineData("Corr3ct-Horse!Battery")]
    [InlineData("pässwörd 密码 🗝")]
    [InlineData(" leading and trailing ")]
    public void A_fresh_exchange_is_proven_by_the_password_and_by_no_other(string password)
    {
        using var verifier = SrpVerifier.Make("AbCdEf123", "blog3", password);
        for (var round = 0; round < 5; round++)
        {
            var client = new SrpClient();
            using var challenge = SrpChallenge.Begin(verifier);
            var exchange = new SrpExchange("AbCdEf123", "blog3", PublishedVector.Key(client.DotNetSrpA), challenge);
            var offer = new SrpOffer(verifier.SaltHex, challenge.PublicKeyHex, PublishedVector.SecretBlock);

            var right = client.Sign(offer, "AbCdEf123", "blog3", password, PublishedVector.Timestamp);
            var wrong = client.Sign(offer, "AbCdEf123", "blog3", password + "x", PublishedVector.Timestamp);
            Assert.True(exchange.IsProvenBy(PublishedVector.Claim with { Signature = right }, verifier, PublishedVector.Now));
            Assert.False(exchange.IsProvenBy(PublishedVector.Claim with { Signature = wrong }, verifier, PublishedVector.Now));
        }
    }

    [Fact]
    public void Secrets_and_public_keys_are_fresh_each_time()
    {
        using var verifier = PublishedVector.Verifier;
        var challenges = Enumerable.Range(0, 50).Select(_ => SrpChallenge.Begin(verifier)).ToArray();
        Assert.All(challenges, c => Assert.Equal(32, c.Secret.Length));
        Assert.Equal(50, challenges.Select(c => Convert.ToHexString(c.Secret)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(50, challenges.Select(c => c.PublicKeyHex).Distinct(StringComparer.Ordinal).Count());
        Assert.All(challenges, c => Assert.Matches("^[1-9a-f][0-9a-f]{0,767}$", c.PublicKeyHex));
    }

    [Fact]
    public void A_challenge_resumed_from_its_bytes_still_verifies()
    {
        var exchange = PublishedVector.Exchange;
        var resumed = exchange with
        {
            ClientKey = SrpClientKey.FromBytes(exchange.ClientKey.ToBytes()),
            Challenge = SrpChallenge.Resume(exchange.Challenge.ToPublicBytes(), exchange.Challenge.Secret),
        };
        Assert.True(resumed.IsProvenBy(PublishedVector.Claim, PublishedVector.Verifier, PublishedVector.Now));
    }

    // With A = 0 mod N the server's S is 0 whatever the password: the forger below needs none (S-12).
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void S12_a_client_key_that_gives_S_away_proves_nothing(int multiple)
    {
        var key = PublishedVector.Key((SrpGroup.N * multiple).ToString("x", CultureInfo.InvariantCulture));
        var exchange = PublishedVector.Exchange with { ClientKey = key };
        var u = SrpEquations.Scramble(key.Value, exchange.Challenge.PublicKey);
        var premaster = SrpEquations.ServerPremaster(key.Value, PublishedVector.Verifier.V, u, exchange.Challenge.Secret);
        Assert.Equal(new byte[384], premaster);

        byte[] message =
        [
            .. Encoding.UTF8.GetBytes(PublishedVector.PoolName + PublishedVector.UserId), .. PublishedVector.Claim.SecretBlock.Span,
            .. Encoding.UTF8.GetBytes(PublishedVector.Timestamp),
        ];
        var forged = Convert.ToBase64String(HMACSHA256.HashData(SrpEquations.ClaimKey(u, new byte[384]), message));
        Assert.False(exchange.IsProvenBy(PublishedVector.Claim with { Signature = forged }, PublishedVector.Verifier, PublishedVector.Now));
    }

    [Theory]
    [InlineData("/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKes=")]
    [InlineData("/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKeo")]
    [InlineData("/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKQ==")]
    [InlineData("/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKeoA")]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData(null)]
    public void A_wrong_or_malformed_signature_is_refused(string? signature) =>
        Assert.False(Proves(PublishedVector.Claim with { Signature = signature }));

    [Theory]
    [InlineData("Mon Mar 2 09:05:08 UTC 2026")]
    [InlineData("Mon Mar 02 09:05:07 UTC 2026")]
    [InlineData("Tue Mar 2 09:05:07 UTC 2026")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_or_malformed_timestamp_is_refused(string? timestamp) =>
        Assert.False(Proves(PublishedVector.Claim with { Timestamp = timestamp }));

    [Theory]
    [InlineData("Mon Mar 02 09:05:07 UTC 2026")]
    [InlineData("Tue Mar 2 09:05:07 UTC 2026")]
    public void A_malformed_timestamp_is_refused_even_when_rightly_signed(string timestamp)
    {
        var offer = new SrpOffer(PublishedVector.Salt, PublishedVector.Exchange.Challenge.PublicKeyHex, PublishedVector.SecretBlock);
        var signature = PublishedVector.Client.Sign(offer, PublishedVector.PoolName, PublishedVector.UserId, PublishedVector.Password, timestamp);
        Assert.False(Proves(PublishedVector.Claim with { Timestamp = timestamp, Signature = signature }));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_claim_is_current_within_five_minutes(int seconds, bool proven) =>
        Assert.Equal(
            proven,
            PublishedVector.Exchange.IsProvenBy(PublishedVector.Claim, PublishedVector.Verifier, PublishedVector.Now.AddSeconds(seconds)));

    [Fact]
    public void Another_secret_block_user_pool_or_challenge_is_refused()
    {
        var block = PublishedVector.Claim.SecretBlock.ToArray();
        block[0] ^= 1;
        Assert.False(Proves(PublishedVector.Claim with { SecretBlock = block }));
        Assert.False(Proves(PublishedVector.Claim with { SecretBlock = default }));

        var exchange = PublishedVector.Exchange;
        foreach (var other in new[]
        {
            exchange with { UserId = "another" },
            exchange with { PoolName = "AbCdEf124" },
            exchange with { Challenge = SrpChallenge.Begin(PublishedVector.Verifier) },
            exchange with { ClientKey = PublishedVector.Key("abc") },
        })
            Assert.False(other.IsProvenBy(PublishedVector.Claim, PublishedVector.Verifier, PublishedVector.Now));
    }

    [Fact]
    public void S13_no_password_fits_a_fake_verifier()
    {
        using var fake = SrpVerifier.Fake(new byte[32]);
        var client = new SrpClient();
        var exchange = new SrpExchange("p", "u", PublishedVector.Key(client.SrpA), SrpChallenge.Begin(fake));
        var offer = new SrpOffer(fake.SaltHex, exchange.Challenge.PublicKeyHex, PublishedVector.SecretBlock);
        var signature = client.Sign(offer, "p", "u", "any", PublishedVector.Timestamp);
        Assert.False(exchange.IsProvenBy(PublishedVector.Claim with { Signature = signature }, fake, PublishedVector.Now));
    }
}
