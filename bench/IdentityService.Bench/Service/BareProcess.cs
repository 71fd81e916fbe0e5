using System.Diagnostics;

namespace IdentityService.Bench.Service;

/// <summary>The bare program, in a process of its own.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BareProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }
    public int Id => _process.Id;

    public static async Task<BareProcess> Start()
    {
        var address = Children.FreeAddress();
        var program = typeof(BareProcess).Assembly.Location;
        var process = Children.Start(program, ["bare", address], new Dictionary<string, string>(StringComparer.Ordinal));
        await Children.UntilReady(process, address);
        return new BareProcess(process, address);
    }

    public async ValueTask DisposeAsync() => await Children.Stop(_process);
}
