using IdentityService.Engine.Pools;

namespace IdentityService.Engine.Tokens;

/// <summary>The tokens that resource servers verify: ID and access tokens.</summary>
public static class PublishedTokens
{
    /// <summary>Whether a token, of whatever age, was signed by a key of the pool's JWKS.</summary>
    public static bool IsSignedBy(Pool pool, string token) =>
        Jwt.Read(token) is { } jwt && pool.Keys.Published.FirstOrDefault(k => k.Kid == jwt.Kid) is { } key && key.Verifies(jwt.SigningInput, jwt.Signature);
}
