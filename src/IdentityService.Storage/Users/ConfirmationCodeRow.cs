using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Users;

/// <summary>The one outstanding code of a user for a purpose. A new code replaces the old one.</summary>
public sealed class ConfirmationCodeRow
{
    public required string PoolId { get; init; }
    public required string UserId { get; init; }
    public required string Purpose { get; init; }

    /// <summary>The attribute the code was sent to: <c>email</c> or <c>phone_number</c>; it is proven by the code.</summary>
    public required string Attribute { get; init; }

    /// <summary>The address itself: the code proves this one, not what the attribute says later.</summary>
    public required string Destination { get; init; }

    /// <summary>Keyed HMAC-SHA256 over purpose, pool, user, destination and code.</summary>
    public required byte[] CodeMac { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

public sealed class ConfirmationCodeTable : IEntityTypeConfiguration<ConfirmationCodeRow>
{
    public void Configure(EntityTypeBuilder<ConfirmationCodeRow> builder)
    {
        builder.ToTable("confirmation_codes");
        builder.HasKey(c => new { c.PoolId, c.UserId, c.Purpose });
        builder.HasOne<UserRow>().WithMany().HasForeignKey(c => new { c.PoolId, c.UserId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.ExpiresAt).HasDatabaseName("confirmation_codes_by_expiry");
    }
}
