using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Factors.Srp;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdentityService.Bench.Bare;

/// <summary>
/// What the machine asks for the same answers: ASP.NET Core, JSON in and out, and exactly the cryptography of each path. No database, no
/// checks, no log. What the service costs above this is its own.
/// </summary>
internal static class BareServer
{
    private const int TokenBytes = 600;
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly byte[] Payload = RandomNumberGenerator.GetBytes(TokenBytes);
    private static readonly byte[] Signature = Key.SignData(Payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = PasswordHashing.Iterations }));
    private static readonly string Hash = Hasher.HashPassword(Key, "a password of some length");
    private static readonly byte[] Exponent = RandomNumberGenerator.GetBytes(SrpChallenge.SecretLength);
    private static readonly byte[] Element = ModularPower.Raise([2], Exponent);

    // Two RSA keys' worth, as a pool's JWKS.
    private static readonly byte[] KeySet = Encoding.ASCII.GetBytes($$"""{"keys":["{{new string('x', 850)}}"]}""");

    public static async Task Run(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/jwks", () => TypedResults.Bytes(KeySet, "application/json"));
        Map(app, "/refresh", () => Verified(2));
        Map(app, "/rotate", () => Verified(3));
        Map(app, "/password", Password);
        Map(app, "/srp", () => [Convert.ToHexStringLower(ModularPower.Raise([2], Exponent))]);
        Map(app, "/proof", Proof);
        Map(app, "/user", () => Verified(0));
        await app.RunAsync();
    }

    private static void Map(WebApplication app, string path, Func<string[]> answer) => app.MapPost(path, async (HttpRequest request) =>
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        return TypedResults.Json(answer());
    });

    private static string[] Verified(int signatures) =>
        Key.VerifyData(Payload, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? Tokens(signatures)
            : throw new CryptographicException();

    private static string[] Password() =>
        Hasher.VerifyHashedPassword(Key, Hash, "a password of some length") == PasswordVerificationResult.Success
            ? Tokens(3)
            : throw new CryptographicException();

    private static string[] Proof()
    {
        var power = ModularPower.Raise(Element, Exponent);
        ModularPower.Raise(power, Exponent);
        return Tokens(3);
    }

    private static string[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        Base64Url.EncodeToString(Payload) + "." + Base64Url.EncodeToString(Key.SignData(Payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))];
}
