using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityService.Storage;

/// <summary>How every connection to the database is made.</summary>
public static class DirectoryDataSource
{
    /// <summary>
    /// Statements end after 5 s, waits for a lock after 2 s, forgotten transactions after 10 s (T-05). Statements are prepared at their
    /// second use and connections are not reset between uses, so nothing may be left in a session: SET LOCAL and transaction-scoped locks only.
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Timeout = 2,
            CommandTimeout = 5,
            ApplicationName = "IdentityService",
        };
        settings.Options = string.Join(' ', new[] { settings.Options, "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000" }
            .Where(o => !string.IsNullOrEmpty(o)));
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>The one set of options that contexts are made with.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
}
