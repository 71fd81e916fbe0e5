using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Pools;

/// <summary>A user pool. Its settings are the wire's <c>UserPoolType</c> as JSON, so that what was set is what is described.</summary>
public sealed class PoolRow
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Settings { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ModifiedAt { get; set; }
}

public sealed class PoolTable : IEntityTypeConfiguration<PoolRow>
{
    public void Configure(EntityTypeBuilder<PoolRow> builder)
    {
        builder.ToTable("pools");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Settings).HasColumnType("jsonb");
    }
}
