using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Doors.Tests.Host;

/// <summary>Nothing that was acknowledged is lost, whatever dies in the middle (T-01, T-02), and a polite end leaves nothing behind (T-16).</summary>
public sealed class KillTests : IDisposable
{
    private const string PoolId = "us-east-1_Demo00001";
    private const string ClientId = "demopublicclient0000000001";
    private readonly string _folder = Directory.CreateTempSubdirectory("identityservice-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task T01_every_acknowledged_sign_up_survives_a_kill_of_the_service()
    {
        var acknowledged = new ConcurrentBag<string>();
        await using (var service = await ServiceProcess.Start(_folder))
        {
            var signUps = SignUpUntilItFails(service, acknowledged);
            await Acknowledged(acknowledged, atLeast: 6);
            await service.Kill();
            await signUps;
        }

        await using var again = await ServiceProcess.Start(_folder);
        await AllAreThere(again, acknowledged);
    }

    [Fact]
    public async Task T02_every_acknowledged_sign_up_survives_a_kill_of_PostgreSQL_and_the_service_recovers_by_itself()
    {
        var acknowledged = new ConcurrentBag<string>();
        await using var service = await ServiceProcess.Start(_folder);
        var signUps = SignUpUntilItFails(service, acknowledged);
        await Acknowledged(acknowledged, atLeast: 6);
        using (var postmaster = Process.GetProcessById(service.PostgresPid))
            postmaster.Kill();
        await signUps;

        await service.Ready();
        await AllAreThere(service, acknowledged);
        await SignUp(service, "afterwards@example.com");
    }

    [Fact]
    public async Task T16_SIGTERM_ends_with_exit_code_0_and_takes_PostgreSQL_along()
    {
        await using var service = await ServiceProcess.Start(_folder);
        var postmaster = service.PostgresPid;

        Assert.Equal(0, await service.Terminate());
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(postmaster));
    }

    private static Task SignUpUntilItFails(ServiceProcess service, ConcurrentBag<string> acknowledged) =>
        Task.WhenAll(Enumerable.Range(0, 4).Select(worker => SignUpUntilItFails(service, worker, acknowledged)));

    private static async Task SignUpUntilItFails(ServiceProcess service, int worker, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var i = 0; i < 500; i++)
            {
                var username = string.Create(CultureInfo.InvariantCulture, $"user{worker}-{i}@example.com");
                await SignUp(service, username);
                acknowledged.Add(username);
            }
        }
        catch (Exception dead) when (dead is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            // The end this test is about.
        }
    }

    private static async Task SignUp(ServiceProcess service, string username) =>
        await service.Aws.Call("SignUp", new { ClientId, Username = username, TestPool.Password });

    private static async Task Acknowledged(ConcurrentBag<string> acknowledged, int atLeast)
    {
        for (var i = 0; i < 1000 && acknowledged.Count < atLeast; i++)
            await Task.Delay(20);
        Assert.True(acknowledged.Count >= atLeast);
    }

    private static async Task AllAreThere(ServiceProcess service, ConcurrentBag<string> acknowledged)
    {
        foreach (var username in acknowledged)
            await service.Aws.Call("AdminGetUser", new { UserPoolId = PoolId, Username = username });
    }
}
