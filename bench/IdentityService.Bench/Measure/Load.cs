namespace IdentityService.Bench.Measure;

/// <summary>Bounded concurrency: so many workers, each with one request at a time.</summary>
internal static class Load
{
    /// <param name="requests">In all, divided among the workers.</param>
    /// <param name="call">One request of a worker, given by its number.</param>
    public static Task Run(int requests, int workers, Func<int, Task> call) => Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
    {
        for (var i = worker; i < requests; i += workers)
            await call(worker);
    }));
}
