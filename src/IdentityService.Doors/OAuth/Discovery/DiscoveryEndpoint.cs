using IdentityService.Doors.OAuth.Jwks;
using IdentityService.Engine.Pools;
using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.OAuth.Discovery;

/// <summary>GET /{poolId}/.well-known/openid-configuration. Names only what works (N-43).</summary>
public static class DiscoveryEndpoint
{
    private sealed record Document(string[] IdTokenSigningAlgValuesSupported, string Issuer, string JwksUri, string[] SubjectTypesSupported);

    public static async Task<IResult> Answer(string poolId, HttpContext http, PoolDirectory pools)
    {
        if (await pools.FindForVerification(poolId, http.RequestAborted) is not { } pool)
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Json(
            new Document(["RS256"], pool.Issuer, $"{pool.Issuer}/.well-known/jwks.json", ["public"]), JwkJson.Options);
    }
}
