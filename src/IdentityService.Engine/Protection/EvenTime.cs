using System.Diagnostics;

namespace IdentityService.Engine.Protection;

/// <summary>
/// Lets what is quick for unknown users take no less than what is done for known ones (S-13, N-72): answers and refusals alike come no
/// sooner than a floor well above either.
/// </summary>
public static class EvenTime
{
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(60);

    /// <summary>Runs the work; where <paramref name="hides"/> is set its outcome is held back until the floor.</summary>
    public static async Task<T> Spend<T>(bool hides, Func<Task<T>> work, CancellationToken cancel)
    {
        if (!hides)
            return await work();

        var started = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            var left = Floor - Stopwatch.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, cancel);
        }
    }
}
