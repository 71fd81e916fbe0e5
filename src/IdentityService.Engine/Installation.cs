namespace IdentityService.Engine;

/// <summary>Where and as whom this installation stands, from configuration only.</summary>
/// <param name="PublicBaseUrl">Without a trailing slash; issuers and links begin with it.</param>
/// <param name="AccountId">The twelve digits in ARNs.</param>
/// <param name="PinnedRegion">When set, the region of every pool; otherwise a pool's region is its maker's.</param>
public sealed record Installation(string PublicBaseUrl, string AccountId, string? PinnedRegion)
{
    public string IssuerOf(string poolId) => $"{PublicBaseUrl}/{poolId}";

    /// <summary>The region of what a caller of this region makes and sees.</summary>
    public string RegionFor(string callersRegion) => PinnedRegion ?? callersRegion;

    /// <summary>Whether a caller of this region sees a pool: one of the same region, or any where a region is pinned.</summary>
    public bool Shows(string poolId, string callersRegion) => PinnedRegion is not null || RegionOf(poolId) == callersRegion;

    public string PoolArn(string poolId) => $"arn:aws:cognito-idp:{RegionOf(poolId)}:{AccountId}:userpool/{poolId}";

    private static string RegionOf(string poolId) => poolId[..poolId.IndexOf('_', StringComparison.Ordinal)];
}
