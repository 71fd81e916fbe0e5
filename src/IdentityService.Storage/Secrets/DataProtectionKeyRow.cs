using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Secrets;

/// <summary>One key of ASP.NET Core data protection, shared by all replicas, sealed.</summary>
public sealed class DataProtectionKeyRow
{
    public required string Name { get; init; }
    public required byte[] SealedXml { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<DataProtectionKeyRow> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.HasKey(k => k.Name);
    }
}
