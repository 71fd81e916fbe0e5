using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools;

/// <summary>One service and one pool of the usual kind for all tests of a class, where each uses names of its own.</summary>
public sealed class PoolFixture : IAsyncLifetime
{
    public TestPool Pool { get; private set; } = null!;

    public TestService Service => Pool.Service;

    public async ValueTask InitializeAsync() => Pool = await TestPool.Create(await TestService.Start());

    public ValueTask DisposeAsync() => Pool.Service.DisposeAsync();
}
