using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Host.Operation;

/// <summary>/health/live and /health/ready: one word each, nothing to learn from (S-40).</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live"));
        app.MapGet("/health/ready", async (IHostApplicationLifetime life, IDbContextFactory<DirectoryDb> databases, HttpContext http) =>
            !life.ApplicationStopping.IsCancellationRequested && await Answers(databases, http.RequestAborted)
                ? Results.Text("ready")
                : Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private static async Task<bool> Answers(IDbContextFactory<DirectoryDb> databases, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await using var db = await databases.CreateDbContextAsync(patience.Token);
            return await db.Database.CanConnectAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
