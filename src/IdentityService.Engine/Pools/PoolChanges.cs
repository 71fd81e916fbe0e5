using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IdentityService.Engine.Pools;

/// <summary>
/// Listens for what the database announces about pools and clients, and forgets their snapshots. While it cannot listen, snapshots still
/// age out by themselves; when it listens again everything is forgotten, since announcements were missed.
/// Its connection is also the first to notice that the database went away.
/// </summary>
public sealed partial class PoolChanges(NpgsqlDataSource source, PoolDirectory directory, TimeProvider clock, ILogger<PoolChanges> log) : BackgroundService
{
    private const string Channel = "pool_changed";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A connection that died silently is found by asking on it now and then.
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Interrupted(fault.GetType().Name);

                // What ended this connection most likely ended the idle ones too: none of them should fail a request later (T-02).
                source.Clear();
            }

            if (!stoppingToken.IsCancellationRequested)
                await Task.Delay(Pause, clock, CancellationToken.None);
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        connection.Notification += (_, announced) => directory.Forget(announced.Payload);
        await Execute(connection, $"LISTEN {Channel}", cancel);
        directory.ForgetAll();
        try
        {
            while (true)
            {
                if (!await connection.WaitAsync(Probe, cancel))
                    await Execute(connection, "SELECT 1", cancel);
            }
        }
        finally
        {
            // The connection goes back to its pool without a reset: nothing may be left in the session.
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
                await Execute(connection, $"UNLISTEN {Channel}", CancellationToken.None);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(1, LogLevel.Warning, "Listening for changed settings was interrupted: {Fault}")]
    private partial void Interrupted(string fault);
}
