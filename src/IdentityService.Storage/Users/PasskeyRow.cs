using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Users;

/// <summary>A passkey of a user: Identity's entity on keys that begin with the pool.</summary>
public sealed class PasskeyRow : IdentityUserPasskey<string>
{
    public required string PoolId { get; init; }
}

public sealed class PasskeyTable : IEntityTypeConfiguration<PasskeyRow>
{
    // WebAuthn Level 3, 7.1: a credential id is at most 1023 bytes.
    private const int CredentialIdBytes = 1023;

    public void Configure(EntityTypeBuilder<PasskeyRow> builder)
    {
        builder.ToTable("passkeys");
        builder.HasKey(p => new { p.PoolId, p.CredentialId });
        builder.Property(p => p.CredentialId).HasMaxLength(CredentialIdBytes);
        builder.OwnsOne(p => p.Data).ToJson("data");
        builder.HasIndex(p => new { p.PoolId, p.UserId }).HasDatabaseName("passkeys_by_user");
        builder.HasOne<UserRow>().WithMany().HasForeignKey(p => new { p.PoolId, p.UserId }).OnDelete(DeleteBehavior.Cascade);
    }
}
