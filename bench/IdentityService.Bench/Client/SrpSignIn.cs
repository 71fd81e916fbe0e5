using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityService.Engine.Factors.Srp;

namespace IdentityService.Bench.Client;

/// <summary>A sign-in by SRP, both steps, as Cognito's clients do it.</summary>
internal static class SrpSignIn
{
    public static async Task Run(Caller caller, Person person)
    {
        var a = RandomNumberGenerator.GetBytes(SrpChallenge.SecretLength);
        var publicKey = ModularPower.Raise([2], a);
        var asked = await caller.Operation("InitiateAuth", new
        {
            ClientId = Service.ServiceProcess.PlainClient, AuthFlow = "USER_SRP_AUTH",
            AuthParameters = new { USERNAME = person.Username, SRP_A = Convert.ToHexStringLower(publicKey) },
        });
        var parameters = asked.GetProperty("ChallengeParameters");
        var timestamp = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var key = Key(person, parameters, a, SrpGroup.FromUnsigned(publicKey));
        await caller.Operation("RespondToAuthChallenge", new
        {
            ClientId = Service.ServiceProcess.PlainClient, ChallengeName = "PASSWORD_VERIFIER",
            ChallengeResponses = new
            {
                USERNAME = Text(parameters, "USERNAME"),
                PASSWORD_CLAIM_SECRET_BLOCK = Text(parameters, "SECRET_BLOCK"),
                TIMESTAMP = timestamp,
                PASSWORD_CLAIM_SIGNATURE = Sign(key, parameters, timestamp),
            },
        });
    }

    private static byte[] Key(Person person, JsonElement parameters, byte[] a, BigInteger publicKey)
    {
        var (salt, serverKey) = (Number(Text(parameters, "SALT")), Number(Text(parameters, "SRP_B")));
        var x = SrpEquations.PrivateKey(
            salt.ToByteArray(isUnsigned: true, isBigEndian: true), PoolName, Text(parameters, "USER_ID_FOR_SRP"), person.Password);
        var scramble = SrpEquations.Scramble(publicKey, serverKey);
        var verifier = SrpGroup.FromUnsigned(ModularPower.Raise([2], x));
        var number = (serverKey + (SrpGroup.N - SrpGroup.K * verifier % SrpGroup.N)) % SrpGroup.N;
        var exponent = SrpGroup.FromUnsigned(a) + scramble * SrpGroup.FromUnsigned(x);
        return SrpEquations.ClaimKey(scramble, ModularPower.Raise(SrpGroup.ToElement(number), exponent.ToByteArray(isUnsigned: true, isBigEndian: true)));
    }

    private static string Sign(byte[] key, JsonElement parameters, string timestamp)
    {
        byte[] signed =
        [
            .. Encoding.UTF8.GetBytes(PoolName + Text(parameters, "USER_ID_FOR_SRP")),
            .. Convert.FromBase64String(Text(parameters, "SECRET_BLOCK")),
            .. Encoding.UTF8.GetBytes(timestamp),
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    private static string PoolName => Service.ServiceProcess.PoolId.Split('_')[1];

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Text(JsonElement parameters, string name) => parameters.GetProperty(name).GetString()!;
}
