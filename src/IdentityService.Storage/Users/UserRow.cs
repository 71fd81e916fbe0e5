using IdentityService.Storage.Pools;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityService.Storage.Users;

/// <summary>
/// One person in one pool. <see cref="IdentityUser{TKey}.Id"/> is the <c>sub</c>: a UUID, never reused.
/// <see cref="IdentityUser{TKey}.PasswordHash"/> holds Identity's hash inside the envelope, base64.
/// </summary>
public sealed class UserRow : IdentityUser<string>
{
    public required string PoolId { get; init; }

    /// <summary>The wire's <c>UserStatusType</c>.</summary>
    public required string Status { get; set; }
    public required bool Enabled { get; set; }

    /// <summary>A JSON object of attribute names and values, <c>sub</c> left out.</summary>
    public required string Attributes { get; set; }

    /// <summary>SRP salt and verifier, sealed (an SRP verifier is a fast hash).</summary>
    public byte[]? SealedSrpVerifier { get; set; }

    /// <summary>When the password was set; a temporary one is measured from here.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ModifiedAt { get; set; }
}

public sealed class UserTable : IEntityTypeConfiguration<UserRow>
{
    // Whatever the database's locale: prefixes use the index, and order is the same everywhere. It folds the case of ASCII only.
    private const string Bytewise = "C";

    // An index holds no more; a filter asks for no more.
    private const int LongestSearch = 256;

    /// <summary>The attributes ListUsers may search, each a stored generated column in lower case with an index of its own.</summary>
    public static IReadOnlyList<string> SearchableAttributes { get; } =
        ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"];

    /// <summary>The shadow property of a searchable attribute.</summary>
    public static string SearchProperty(string attribute) => "search_" + attribute;

    public void Configure(EntityTypeBuilder<UserRow> builder)
    {
        builder.ToTable("users");
        builder.HasKey(u => new { u.PoolId, u.Id });
        builder.HasOne<PoolRow>().WithMany().HasForeignKey(u => u.PoolId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(u => new { u.PoolId, u.NormalizedUserName }).IsUnique().HasDatabaseName("users_by_name");
        builder.HasIndex(u => new { u.PoolId, u.Status, u.Id }).HasDatabaseName("users_by_status");
        builder.Property(u => u.UserName).IsRequired().UseCollation(Bytewise);
        builder.Property(u => u.NormalizedUserName).IsRequired().UseCollation(Bytewise);
        builder.Property(u => u.Attributes).HasColumnType("jsonb");
        foreach (var attribute in SearchableAttributes)
        {
            var column = SearchProperty(attribute);
            builder.Property<string?>(column).UseCollation(Bytewise)
                .HasComputedColumnSql($"\"left\"(lower((attributes ->> '{attribute}') COLLATE \"{Bytewise}\"), {LongestSearch})", stored: true);
            builder.HasIndex(nameof(UserRow.PoolId), column, nameof(UserRow.Id))
                .HasFilter($"{column} is not null").HasDatabaseName("users_search_" + attribute);
        }

        IgnoreWhatTheDirectoryKeepsElsewhere(builder);
    }

    private static void IgnoreWhatTheDirectoryKeepsElsewhere(EntityTypeBuilder<UserRow> builder)
    {
        builder.Ignore(u => u.Email).Ignore(u => u.NormalizedEmail).Ignore(u => u.EmailConfirmed);
        builder.Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed);
        builder.Ignore(u => u.TwoFactorEnabled).Ignore(u => u.LockoutEnd).Ignore(u => u.LockoutEnabled).Ignore(u => u.AccessFailedCount);
        builder.Ignore(u => u.SecurityStamp).Ignore(u => u.ConcurrencyStamp);
    }
}
