using IdentityService.Bench.Client;

namespace IdentityService.Bench.Paths;

/// <summary>One thing that clients do, asked of the service and of the bare program.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Requests">A round: enough for a second or so of processor time, whose unit is 10 ms.</param>
/// <param name="WarmUp">Before the first round: long enough for the compiler to be done.</param>
internal sealed record RequestPath(
    string Name, int Requests, int WarmUp, Func<Caller, Person, Task> Service, Func<Caller, Person, Task> Bare);
