using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Pools;

/// <summary>One RSA key of a pool. The private half is sealed.</summary>
public sealed class SigningKeyRow
{
    public required string PoolId { get; init; }
    public required string Kid { get; init; }

    /// <summary><c>id</c> and <c>access</c> are published; <c>refresh</c> never is.</summary>
    public required string Use { get; init; }

    /// <summary><c>next</c>, <c>active</c> or <c>retired</c>.</summary>
    public required string State { get; set; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] PublicKey { get; init; }
    public required byte[] SealedPrivateKey { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class SigningKeyTable : IEntityTypeConfiguration<SigningKeyRow>
{
    public void Configure(EntityTypeBuilder<SigningKeyRow> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(k => new { k.PoolId, k.Kid });
        builder.HasOne<PoolRow>().WithMany().HasForeignKey(k => k.PoolId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(k => new { k.PoolId, k.Use }).IsUnique().HasFilter("state = 'active'").HasDatabaseName("signing_keys_one_active");
    }
}
