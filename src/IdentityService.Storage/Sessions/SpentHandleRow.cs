using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Sessions;

/// <summary>A sign-in handle that was answered rightly. Its primary key makes the first answer the only one (S-14).</summary>
public sealed class SpentHandleRow
{
    public required string PoolId { get; init; }
    public required Guid HandleId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

public sealed class SpentHandleTable : IEntityTypeConfiguration<SpentHandleRow>
{
    public void Configure(EntityTypeBuilder<SpentHandleRow> builder)
    {
        builder.ToTable("spent_handles");
        builder.HasKey(h => new { h.PoolId, h.HandleId });
        builder.HasIndex(h => h.ExpiresAt).HasDatabaseName("spent_handles_by_expiry");
    }
}
