namespace IdentityService.Engine.Tests.Messages;

/// <summary>The system's clock, which a test can move on by hours.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _shift;

    public void MoveOn(TimeSpan by) => _shift += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
