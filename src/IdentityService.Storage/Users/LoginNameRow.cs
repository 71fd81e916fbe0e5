using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Users;

/// <summary>
/// A name a user may sign in by, while it is active. The primary key decides who owns it, also when two claim it at once (S-24);
/// one name has one owner whatever its kind, so a sign-in is never ambiguous.
/// </summary>
public sealed class LoginNameRow
{
    public required string PoolId { get; init; }

    /// <summary>The canonical form: NFKC, folded when the pool ignores case (S-26).</summary>
    public required string Name { get; init; }

    /// <summary><c>username</c>, <c>email</c>, <c>phone_number</c> or <c>preferred_username</c>.</summary>
    public required string Kind { get; init; }
    public required string UserId { get; init; }
}

public sealed class LoginNameTable : IEntityTypeConfiguration<LoginNameRow>
{
    public void Configure(EntityTypeBuilder<LoginNameRow> builder)
    {
        builder.ToTable("login_names");
        builder.HasKey(n => new { n.PoolId, n.Name });
        builder.HasIndex(n => new { n.PoolId, n.UserId, n.Kind }).IsUnique().HasDatabaseName("login_names_by_user");
        builder.HasOne<UserRow>().WithMany().HasForeignKey(n => new { n.PoolId, n.UserId }).OnDelete(DeleteBehavior.Cascade);
    }
}
