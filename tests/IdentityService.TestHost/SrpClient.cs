using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IdentityService.TestHost;

/// <summary>
/// The client side, written as amazon-cognito-identity-js writes it: numbers padded as hex text, powers by BigInteger. It takes nothing
/// from the server's arithmetic but N, so that a mistake there cannot cancel itself out here.
/// </summary>
public sealed class SrpClient
{
    private static readonly BigInteger N = Engine.Factors.Srp.SrpGroup.N;
    private static readonly BigInteger K = Hash(PadHex(N) + "02");

    private readonly BigInteger _a;

    public SrpClient() : this(new BigInteger(RandomNumberGenerator.GetBytes(32), isUnsigned: true)) { }

    public SrpClient(BigInteger a)
    {
        _a = a;
        A = BigInteger.ModPow(2, a, N);
    }

    public BigInteger A { get; }

    /// <summary>Lower case without leading zeros, as the JavaScript clients send it.</summary>
    public string SrpA => A.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <summary>Upper case with .NET's extra 0 before a high first digit, as the AWS SDK for .NET sends it.</summary>
    public string DotNetSrpA => A.ToString("X", CultureInfo.InvariantCulture);

    /// <summary>PASSWORD_CLAIM_SIGNATURE for the answer to a challenge (a device: its group key as pool name, its key as user id).</summary>
    public string Sign(SrpOffer offer, string poolName, string userId, string password, string timestamp)
    {
        var b = Number(offer.SrpB);
        var u = Hash(PadHex(A) + PadHex(b));
        var x = PrivateKey(offer.Salt, poolName, userId, password);
        var distance = (b - K * BigInteger.ModPow(2, x, N)) % N;
        var s = BigInteger.ModPow(distance < 0 ? distance + N : distance, _a + u * x, N);

        var extract = HMACSHA256.HashData(Convert.FromHexString(PadHex(u)), Convert.FromHexString(PadHex(s)));
        byte[] info = [.. "Caldera Derived Key"u8, 1];
        var key = HMACSHA256.HashData(extract, info)[..16];
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes(poolName + userId), .. Convert.FromBase64String(offer.SecretBlock), .. Encoding.UTF8.GetBytes(timestamp),
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(key, message));
    }

    /// <summary>v for a device, as its client computes it for ConfirmDevice.</summary>
    public static BigInteger Verifier(string salt, string poolName, string userId, string password) =>
        BigInteger.ModPow(2, PrivateKey(salt, poolName, userId, password), N);

    public static BigInteger PrivateKey(string salt, string poolName, string userId, string password)
    {
        var inner = SHA256.HashData(Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}"));
        return Hash(PadHex(Number(salt)) + Convert.ToHexString(inner));
    }

    /// <summary>TIMESTAMP as the clients print it.</summary>
    public static string Timestamp(DateTimeOffset now) =>
        now.UtcDateTime.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);

    public static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static BigInteger Hash(string hex) => new(SHA256.HashData(Convert.FromHexString(hex)), isUnsigned: true, isBigEndian: true);

    private static string PadHex(BigInteger number)
    {
        var hex = number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        if (hex.Length % 2 == 1)
            return "0" + hex;
        return hex.Length > 0 && hex[0] >= '8' ? "00" + hex : hex;
    }
}

/// <summary>What a PASSWORD_VERIFIER challenge brings: SALT and SRP_B in hex, SECRET_BLOCK in base64.</summary>
public sealed record SrpOffer(string Salt, string SrpB, string SecretBlock);
