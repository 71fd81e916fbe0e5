using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Messages;

/// <summary>A message delivered to the development inbox. The payload is sealed as it was in the outbox.</summary>
public sealed class InboxRow
{
    public long Id { get; init; }
    public required string PoolId { get; init; }
    public required string Recipient { get; init; }
    public required byte[] SealedPayload { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

public sealed class InboxTable : IEntityTypeConfiguration<InboxRow>
{
    public void Configure(EntityTypeBuilder<InboxRow> builder)
    {
        builder.ToTable("inbox");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => new { m.Recipient, m.Id }).HasDatabaseName("inbox_by_recipient");
    }
}
