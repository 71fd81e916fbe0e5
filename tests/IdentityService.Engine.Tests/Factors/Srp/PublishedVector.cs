using System.Numerics;
using System.Security.Cryptography;
using IdentityService.Engine.Factors.Srp;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

/// <summary>One exchange whose values were computed apart from this code and reproduced by two published Cognito clients.</summary>
internal static class PublishedVector
{
    public const string PoolName = "AbCdEf123";
    public const string UserId = "3f6c1c3e-90a1-4c47-9d8e-0c5d3f1b2a4d";
    public const string Password = "Corr3ct-Horse!Battery";
    public const string Salt = "7b21c05d9e3f4a6688aa0b1c2d3e4f50";
    public const string Timestamp = "Mon Mar 2 09:05:07 UTC 2026";
    public const string Signature = "/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKeo=";
    public const string SecretBlock = "N2yU3KgggcxByTln/r/tFh984cWWcAbXVOgGVW5eLjwhZXXG01+NUi2PXfjBIHY6ZDSkF2qcVsyOOJhZBAk7UA==";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 5, 7, TimeSpan.Zero);

    public static byte[] SmallA => Secret("a");

    public static byte[] SmallB => Secret("b");

    public static SrpClient Client => new(new BigInteger(SmallA, isUnsigned: true, isBigEndian: true));

    public static SrpVerifier Verifier => SrpVerifier.Make(Convert.FromHexString(Salt), PoolName, UserId, Password);

    public static SrpClientKey ClientKey => Key(Client.SrpA);

    public static SrpExchange Exchange => new(PoolName, UserId, ClientKey, SrpChallenge.Begin(Verifier, SmallB));

    public static PasswordClaim Claim => new(Convert.FromBase64String(SecretBlock), Timestamp, Signature);

    public static SrpClientKey Key(string hex)
    {
        Assert.True(SrpClientKey.TryParse(hex, out var key));
        return key;
    }

    private static byte[] Secret(string letter) =>
    [
        .. SHA512.HashData(System.Text.Encoding.ASCII.GetBytes($"cognito-test-vector-{letter}")),
        .. SHA512.HashData(System.Text.Encoding.ASCII.GetBytes($"cognito-test-vector-{letter}2")),
    ];
}
