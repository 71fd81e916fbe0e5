using System.Buffers.Text;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Tokens;
using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.OAuth.Jwks;

/// <summary>GET /{poolId}/.well-known/jwks.json (RFC 7517 5). Answers from the snapshot while the database is down (T-05).</summary>
public static class JwksEndpoint
{
    private sealed record Key(string Alg, string E, string Kid, string Kty, string N, string Use);

    public static async Task<IResult> Answer(string poolId, HttpContext http, PoolDirectory pools)
    {
        if (await pools.FindForVerification(poolId, http.RequestAborted) is not { } pool)
            return TypedResults.NotFound();

        // How long a verifier may go without asking; a new key is published longer than this before its first use (N-49).
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Json(new { Keys = pool.Keys.Published.Select(ToJwk) }, JwkJson.Options);
    }

    private static Key ToJwk(SigningKey key) => new(
        "RS256", Base64Url.EncodeToString(key.Public.Exponent), key.Kid, "RSA", Base64Url.EncodeToString(key.Public.Modulus), "sig");
}
