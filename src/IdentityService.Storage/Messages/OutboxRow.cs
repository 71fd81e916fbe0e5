using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Messages;

/// <summary>A message to be delivered, written in the transaction that caused it. The payload is sealed, since it carries codes (S-39).</summary>
public sealed class OutboxRow
{
    public long Id { get; init; }
    public required string PoolId { get; init; }
    public required byte[] SealedPayload { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this moment; pushed on after a failed delivery and while a worker holds the message.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public required int Attempts { get; set; }
}

public sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => m.DueAt).HasDatabaseName("outbox_by_due");
    }
}
