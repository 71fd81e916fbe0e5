using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityService.Storage;

/// <summary>Saving where the database decides a race.</summary>
public static class Saving
{
    /// <summary>Saves all pending changes in one transaction.</summary>
    /// <returns>False, with nothing saved and nothing pending, when a unique constraint has another owner.</returns>
    public static async Task<bool> TrySave(this DirectoryDb db, CancellationToken cancel) => await db.TrySaveUnique(cancel) is null;

    /// <summary>As <see cref="TrySave"/>; answers the name of the constraint that refused, or null when all was saved.</summary>
    public static async Task<string?> TrySaveUnique(this DirectoryDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation)
        {
            return violation.ConstraintName ?? "unknown";
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
