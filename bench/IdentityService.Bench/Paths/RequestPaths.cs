using IdentityService.Bench.Client;
using IdentityService.Bench.Service;

namespace IdentityService.Bench.Paths;

/// <summary>The table of contents of the bench.</summary>
internal static class RequestPaths
{
    public static IReadOnlyList<RequestPath> All { get; } =
    [
        new("JWKS", 20_000, 20_000, (service, _) => service.Get($"/{ServiceProcess.PoolId}/.well-known/jwks.json"), (bare, _) => bare.Get("/jwks")),
        new("GetUser", 5_000, 5_000, (service, person) => service.Operation("GetUser", new { person.AccessToken }),
            (bare, person) => bare.Post("/user", new { person.AccessToken })),
        new("refresh", 2_000, 3_000, (service, person) => Refresh(service, ServiceProcess.PlainClient, person.RefreshToken),
            (bare, person) => bare.Post("/refresh", new { person.RefreshToken })),
        new("refresh with rotation", 2_000, 3_000, Rotate, (bare, person) => bare.Post("/rotate", new { person.RotatingToken })),
        new("sign-in by password", 100, 40, (service, person) => People.SignIn(service, ServiceProcess.PlainClient, person.Username, person.Password),
            (bare, person) => bare.Post("/password", new { person.Username, person.Password })),
        new("sign-in by SRP, both steps", 500, 500, SrpSignIn.Run, BareSrp),
    ];

    private static Task<System.Text.Json.JsonElement> Refresh(Caller service, string clientId, string refreshToken) =>
        service.Operation("GetTokensFromRefreshToken", new { ClientId = clientId, RefreshToken = refreshToken });

    private static async Task Rotate(Caller service, Person person)
    {
        var answer = await Refresh(service, ServiceProcess.RotatingClient, person.RotatingToken);
        person.RotatingToken = answer.GetProperty("AuthenticationResult").GetProperty("RefreshToken").GetString()!;
    }

    private static async Task BareSrp(Caller bare, Person person)
    {
        await bare.Post("/srp", new { person.Username });
        await bare.Post("/proof", new { person.Username });
    }
}
