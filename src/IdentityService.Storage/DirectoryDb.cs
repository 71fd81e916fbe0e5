using IdentityService.Storage.Messages;
using IdentityService.Storage.Pools;
using IdentityService.Storage.Protection;
using IdentityService.Storage.Secrets;
using IdentityService.Storage.Sessions;
using IdentityService.Storage.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IdentityService.Storage;

/// <summary>Everything the service remembers. Keys and unique constraints of tenant data begin with the pool.</summary>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<PoolRow> Pools => Set<PoolRow>();
    public DbSet<AppClientRow> AppClients => Set<AppClientRow>();
    public DbSet<ClientLookupRow> ClientLookup => Set<ClientLookupRow>();
    public DbSet<ClientSecretRow> ClientSecrets => Set<ClientSecretRow>();
    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();
    public DbSet<UserRow> Users => Set<UserRow>();
    public DbSet<LoginNameRow> LoginNames => Set<LoginNameRow>();
    public DbSet<ConfirmationCodeRow> ConfirmationCodes => Set<ConfirmationCodeRow>();
    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();
    public DbSet<TokenSessionRow> TokenSessions => Set<TokenSessionRow>();
    public DbSet<SpentHandleRow> SpentHandles => Set<SpentHandleRow>();
    public DbSet<FailureCounterRow> FailureCounters => Set<FailureCounterRow>();
    public DbSet<QuotaRow> Quotas => Set<QuotaRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<DataKeyRow> DataKeys => Set<DataKeyRow>();
    public DbSet<AccessKeyRow> AccessKeys => Set<AccessKeyRow>();
    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DirectoryDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
            NameAsSqlIsWritten(entity);
    }

    private static void NameAsSqlIsWritten(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        foreach (var property in entity.GetProperties())
            property.SetColumnName(ColumnNames.SnakeCase(property.Name));
        foreach (var key in entity.GetKeys())
            key.SetName($"{table}_pkey");
        foreach (var reference in entity.GetForeignKeys())
            reference.SetConstraintName($"{table}_{reference.PrincipalEntityType.GetTableName()}_fkey");
    }
}
