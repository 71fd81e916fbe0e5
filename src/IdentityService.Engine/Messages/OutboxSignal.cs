namespace IdentityService.Engine.Messages;

/// <summary>Wakes this process's <see cref="OutboxWorker"/> as soon as a message is saved; other replicas find it by polling.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking into the outbox, so that nothing is missed in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
