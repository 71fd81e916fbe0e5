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

    /// <summary>Failures since the last success; the hard cap counts these (N-69).</summary>
    public required int Failures { get; set; }

    /// <summary>Failures since the last success or quiet quarter of an hour; the back-off grows with these.</summary>
    public required int Streak { get; set; }
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
