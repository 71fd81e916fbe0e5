using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Pools;

/// <summary>An app client. Its settings are the wire's <c>UserPoolClientType</c> as JSON, without any secret.</summary>
public sealed class AppClientRow
{
    public required string PoolId { get; init; }
    public required string Id { get; init; }
    public required string Settings { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ModifiedAt { get; set; }
}

public sealed class AppClientTable : IEntityTypeConfiguration<AppClientRow>
{
    public void Configure(EntityTypeBuilder<AppClientRow> builder)
    {
        builder.ToTable("app_clients");
        builder.HasKey(c => new { c.PoolId, c.Id });
        builder.HasOne<PoolRow>().WithMany().HasForeignKey(c => c.PoolId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(c => c.Settings).HasColumnType("jsonb");
    }
}

/// <summary>Finds a client's pool from the client id alone, as public operations need; unique across all pools.</summary>
public sealed class ClientLookupRow
{
    public required string ClientId { get; init; }
    public required string PoolId { get; init; }
}

public sealed class ClientLookupTable : IEntityTypeConfiguration<ClientLookupRow>
{
    public void Configure(EntityTypeBuilder<ClientLookupRow> builder)
    {
        builder.ToTable("client_lookup");
        builder.HasKey(l => l.ClientId);
        builder.HasIndex(l => new { l.PoolId, l.ClientId }).HasDatabaseName("client_lookup_by_pool");
        builder.HasOne<AppClientRow>().WithMany().HasForeignKey(l => new { l.PoolId, l.ClientId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>One of a client's at most two secrets, sealed: DescribeUserPoolClient shows it and SECRET_HASH needs it.</summary>
public sealed class ClientSecretRow
{
    public required string PoolId { get; init; }
    public required string ClientId { get; init; }
    public required string SecretId { get; init; }
    public required byte[] Sealed { get; set; }

    /// <summary>Whether an administrator chose the value; such a secret is never shown again.</summary>
    public required bool Supplied { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class ClientSecretTable : IEntityTypeConfiguration<ClientSecretRow>
{
    public void Configure(EntityTypeBuilder<ClientSecretRow> builder)
    {
        builder.ToTable("client_secrets");
        builder.HasKey(s => new { s.PoolId, s.ClientId, s.SecretId });
        builder.HasOne<AppClientRow>().WithMany().HasForeignKey(s => new { s.PoolId, s.ClientId }).OnDelete(DeleteBehavior.Cascade);
    }
}
