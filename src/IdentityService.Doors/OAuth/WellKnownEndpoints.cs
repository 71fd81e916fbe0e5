using IdentityService.Doors.OAuth.Discovery;
using IdentityService.Doors.OAuth.Jwks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IdentityService.Doors.OAuth;

/// <summary>What verifiers of tokens fetch.</summary>
public static class WellKnownEndpoints
{
    public static void MapWellKnown(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{poolId}/.well-known/openid-configuration", DiscoveryEndpoint.Answer);
        routes.MapGet("/{poolId}/.well-known/jwks.json", JwksEndpoint.Answer);
    }
}
