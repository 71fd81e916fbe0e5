using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Secrets;

/// <summary>An administrator's access key. SigV4 needs the plain secret, so it is sealed and not hashed.</summary>
public sealed class AccessKeyRow
{
    public required string Id { get; init; }
    public required string Principal { get; init; }
    public required byte[] SealedSecret { get; set; }
    public required bool Enabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class AccessKeyTable : IEntityTypeConfiguration<AccessKeyRow>
{
    public void Configure(EntityTypeBuilder<AccessKeyRow> builder)
    {
        builder.ToTable("access_keys");
        builder.HasKey(k => k.Id);
    }
}
