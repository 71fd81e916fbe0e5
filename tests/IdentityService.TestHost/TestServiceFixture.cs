using Xunit;

namespace IdentityService.TestHost;

/// <summary>One service for all tests of a class.</summary>
public sealed class TestServiceFixture : IAsyncLifetime
{
    public TestService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await TestService.Start();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
