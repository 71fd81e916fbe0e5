using IdentityService.Storage.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Sessions;

/// <summary>
/// What a successful sign-in leaves: the refresh-token family named by <c>origin_jti</c>. It outlives its user until it expires, so that
/// a refresh token of a deleted user gets the right refusal; therefore no foreign key to users.
/// </summary>
public sealed class TokenSessionRow
{
    public required string PoolId { get; init; }
    public required Guid OriginJti { get; init; }

    /// <summary>The <c>event_id</c> claim, by which tokens without <c>origin_jti</c> find their session.</summary>
    public required Guid EventId { get; init; }
    public required string UserId { get; init; }
    public required string ClientId { get; init; }
    public required string Scope { get; init; }
    public required DateTimeOffset AuthTime { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>SHA-256 of the jti of the newest refresh token.</summary>
    public required byte[] CurrentHash { get; set; }

    /// <summary>SHA-256 of its direct predecessor, usable within its grace.</summary>
    public byte[]? PreviousHash { get; set; }
    public DateTimeOffset? RotatedAt { get; set; }
}

public sealed class TokenSessionTable : IEntityTypeConfiguration<TokenSessionRow>
{
    public void Configure(EntityTypeBuilder<TokenSessionRow> builder)
    {
        builder.ToTable("token_sessions");
        builder.HasKey(s => new { s.PoolId, s.OriginJti });
        builder.HasIndex(s => new { s.PoolId, s.EventId }).IsUnique().HasDatabaseName("token_sessions_by_event");
        builder.HasIndex(s => new { s.PoolId, s.UserId }).HasDatabaseName("token_sessions_by_user");
        builder.HasIndex(s => s.ExpiresAt).HasDatabaseName("token_sessions_by_expiry");
        builder.HasOne<PoolRow>().WithMany().HasForeignKey(s => s.PoolId).OnDelete(DeleteBehavior.Cascade);
    }
}
