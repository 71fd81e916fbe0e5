using System.Security.Cryptography;

namespace IdentityService.Wire.Identifiers;

/// <summary>Identifiers and secrets from the system's cryptographic random source.</summary>
public static class RandomText
{
    private const string LowerAlphanumeric = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>26 lower-case alphanumerics (134 bits), as Cognito's app client ids.</summary>
    public static string ClientId() => RandomNumberGenerator.GetString(LowerAlphanumeric, 26);

    /// <summary>51 lower-case alphanumerics (263 bits), as Cognito's generated client secrets.</summary>
    public static string ClientSecret() => RandomNumberGenerator.GetString(LowerAlphanumeric, 51);

    /// <summary><c>&lt;region&gt;_</c> and nine alphanumerics, as Cognito's user pool ids.</summary>
    public static string PoolId(string region) => $"{region}_{RandomNumberGenerator.GetString(Alphanumeric, 9)}";

    /// <summary>Decimal digits, leading zeros included. <paramref name="length"/>: 6 to 8 for codes.</summary>
    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
