namespace IdentityService.Engine.Messages;

/// <summary>When a message is tried, tried again and given up (T-08).</summary>
public static class DeliverySchedule
{
    /// <summary>Longest time one attempt may take.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a claimed message is nobody else's. Far longer than an attempt, so that only a worker that died loses its claim.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>After this age a message that just failed is given up: its code has long expired.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The pause after the given number of failed attempts (from 1): 2 s, 4 s, 8 s ... at most 1 h.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        const int doublings = 20;
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, doublings));
        return pause < LongestPause ? pause : LongestPause;
    }
}
