using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Protection;

/// <summary>Consecutive failures of one factor of one canonical user, known or not; shared by aliases, endpoints and replicas.</summary>
public sealed class FailureCounterRow
{
    public required string PoolId { get; init; }

    /// <summary>The user's sub, or for an unknown name a keyed hash of it.</summary>
    public required string Subject { get; init; }
    public required string Factor { get; init; }
    public required int Failures { get; set; }
    public required DateTimeOffset LastAttemptAt { get; set; }
    public required DateTimeOffset LockedUntil { get; set; }
}

public sealed class FailureCounterTable : IEntityTypeConfiguration<FailureCounterRow>
{
    public void Configure(EntityTypeBuilder<FailureCounterRow> builder)
    {
        builder.ToTable("failure_counters");
        builder.HasKey(c => new { c.PoolId, c.Subject, c.Factor });
        builder.HasIndex(c => c.LastAttemptAt).HasDatabaseName("failure_counters_by_age");
    }
}
