using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityService.Engine.Messages;

/// <summary>Delivers what is due as soon as this process saves a message, and every few seconds for those of other replicas.</summary>
public sealed partial class OutboxWorker(OutboxDelivery delivery, OutboxSignal signal, TimeProvider clock, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    // A signal may come before its transaction commits: look again soon, then ever less often.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPauseWithoutDatabase = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var signalled = signal.Next;
            try
            {
                pause = await delivery.DeliverDue(stoppingToken) > 0 ? TimeSpan.Zero : Longer(pause, PollPeriod);
                if (failures > 0)
                    LogDatabaseBack();
                failures = 0;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogDatabaseAway(failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, failure.GetType().Name);
                pause = Longer(pause, LongestPauseWithoutDatabase);
            }

            if (pause > TimeSpan.Zero && await WasSignalled(signalled, pause, stoppingToken) && failures == 0)
                pause = TimeSpan.Zero;
        }
    }

    private static TimeSpan Longer(TimeSpan pause, TimeSpan longest)
    {
        var doubled = pause < ShortestPause ? ShortestPause : pause * 2;
        return doubled < longest ? doubled : longest;
    }

    private async Task<bool> WasSignalled(Task signalled, TimeSpan pause, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var first = await Task.WhenAny(signalled, Task.Delay(pause, clock, over.Token));
        await over.CancelAsync();
        return first == signalled;
    }

    [LoggerMessage(EventId = 1, Message = "The outbox cannot be read ({Reason}); messages wait")]
    private partial void LogDatabaseAway(LogLevel level, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The outbox can be read again")]
    private partial void LogDatabaseBack();
}
