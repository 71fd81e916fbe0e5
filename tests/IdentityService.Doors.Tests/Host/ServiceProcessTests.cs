using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Doors.Tests.Host;

/// <summary>What was acknowledged is there, whatever is killed (T-01, T-02); what is asked to end ends cleanly (T-16).</summary>
public sealed class ServiceProcessTests : IDisposable
{
    private const string Password = TestPool.Password;
    private readonly string _folder = Directory.CreateTempSubdirectory("identityservice-process-").FullName;
    private readonly ConcurrentBag<string> _acknowledged = [];
    private string _poolId = "";
    private string _clientId = "";
    private int _names;

    public void Dispose()
    {
        // What was killed last may still be leaving.
        for (var tries = 0; Directory.Exists(_folder) && tries < 50; tries++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }

    // T-01.
    [Fact]
    public async Task A_killed_service_has_lost_nothing_it_acknowledged()
    {
        using (var service = await ServiceProcess.Start(_folder))
        {
            await MakePool(service);
            var running = SignUpUntilItFails(service);
            await UntilAcknowledged(8);
            await service.End(PrivatePostgresFolder.KillSignal);
            await running;
        }

        using var again = await ServiceProcess.Start(_folder);
        await AllAreThere(again);
        Assert.True(await TrySignUp(again));
        Assert.Equal(0, await again.End(ServiceProcess.TerminateSignal));
    }

    // T-02: errors only while it is down, no restart of the service.
    [Fact]
    public async Task A_killed_PostgreSQL_is_recovered_from_without_a_restart()
    {
        using var service = await ServiceProcess.Start(_folder);
        await MakePool(service);
        var running = SignUpUntilItFails(service);
        await UntilAcknowledged(8);

        PrivatePostgresFolder.Kill(service.PostgresPid);
        await running;

        await UntilItSignsUp(service);
        await AllAreThere(service);
        Assert.Equal(0, await service.End(ServiceProcess.TerminateSignal));
    }

    // T-16.
    [Fact]
    public async Task A_service_that_is_asked_to_end_ends_well_and_takes_PostgreSQL_with_it()
    {
        using var service = await ServiceProcess.Start(_folder);
        var postgres = service.PostgresPid;

        Assert.Equal(0, await service.End(ServiceProcess.TerminateSignal));

        Assert.False(File.Exists(service.PidFile));
        Assert.False(Directory.Exists($"/proc/{postgres.ToString(CultureInfo.InvariantCulture)}"));
    }

    private async Task MakePool(ServiceProcess service)
    {
        _poolId = (await service.Aws.Call("CreateUserPool", new { PoolName = "tests" })).GetProperty("UserPool").GetProperty("Id").GetString()!;
        var client = await service.Aws.Call("CreateUserPoolClient", new { UserPoolId = _poolId, ClientName = "tests" });
        _clientId = client.GetProperty("UserPoolClient").GetProperty("ClientId").GetString()!;
    }

    private Task SignUpUntilItFails(ServiceProcess service) => Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
    {
        while (await TrySignUp(service))
        {
        }
    }));

    private async Task<bool> TrySignUp(ServiceProcess service)
    {
        var name = "user" + Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture);
        try
        {
            var answer = await service.Aws.Try("SignUp", new { ClientId = _clientId, Username = name, Password });
            if (answer.ErrorType is not null)
                return false;
            _acknowledged.Add(name);
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task UntilAcknowledged(int least)
    {
        var started = Stopwatch.GetTimestamp();
        while (_acknowledged.Count < least)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "Too few sign-ups were acknowledged.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task UntilItSignsUp(ServiceProcess service)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await TrySignUp(service))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "The service did not recover.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task AllAreThere(ServiceProcess service)
    {
        Assert.True(_acknowledged.Count >= 8);
        foreach (var name in _acknowledged)
            Assert.Null((await service.Aws.Try("AdminGetUser", new { UserPoolId = _poolId, Username = name })).ErrorType);
    }
}
