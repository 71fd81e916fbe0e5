using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Protection;

/// <summary>How often something was asked for in the current window, such as confirmation codes sent to one user in an hour.</summary>
public sealed class QuotaRow
{
    public required string PoolId { get; init; }
    public required string Subject { get; init; }
    public required string Action { get; init; }
    public required int Used { get; set; }
    public required DateTimeOffset WindowEndsAt { get; set; }
}

public sealed class QuotaTable : IEntityTypeConfiguration<QuotaRow>
{
    public void Configure(EntityTypeBuilder<QuotaRow> builder)
    {
        builder.ToTable("quotas");
        builder.HasKey(q => new { q.PoolId, q.Subject, q.Action });
        builder.HasIndex(q => q.WindowEndsAt).HasDatabaseName("quotas_by_end");
    }
}
