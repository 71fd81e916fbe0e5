using System.Runtime.InteropServices;

namespace IdentityService.Wire.Contracts;

/// <summary>An inclusive range; null ends are open.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Bounds(long? Min, long? Max)
{
    public bool IsOpen => Min is null && Max is null;

    public bool Holds(long value) => !(value < Min) && !(value > Max);
}
