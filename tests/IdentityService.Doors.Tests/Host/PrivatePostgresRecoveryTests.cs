using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;
using static IdentityService.Doors.Tests.Host.PrivatePostgresFolder;

namespace IdentityService.Doors.Tests.Host;

public sealed class PrivatePostgresRecoveryTests : IDisposable
{
    private readonly PrivatePostgresFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // T-02: errors only while it is down, no restart of the service.
    [Fact]
    public async Task A_killed_server_comes_back_with_everything_it_acknowledged()
    {
        await using var server = await _folder.Start();
        await Execute(server.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");
        var killed = _folder.ReadPid();

        Kill(killed);

        Assert.Equal(42, await QueryWhenBack(server.ConnectionString, "SELECT answer FROM kept"));
        Assert.NotEqual(killed, _folder.ReadPid());
    }

    [Fact]
    public async Task It_comes_back_though_its_access_files_were_cleaned_away()
    {
        await using var server = await _folder.Start();
        var meeting = Path.GetDirectoryName(new NpgsqlConnectionStringBuilder(server.ConnectionString).Host)!;
        foreach (var file in Directory.EnumerateFiles(meeting))
            File.Delete(file);

        Kill(_folder.ReadPid());

        Assert.Equal(1, await QueryWhenBack(server.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task The_server_of_a_killed_service_is_stopped_before_the_next_one_starts()
    {
        await _folder.Make();
        using var orphan = _folder.StartOrphan();
        await _folder.UntilReady();

        await using var server = await _folder.Start();

        Assert.True(orphan.WaitForExit(5000));
        Assert.Equal(0, orphan.ExitCode);
        Assert.NotEqual(orphan.Id, _folder.ReadPid());
        Assert.Equal(1, await Query(server.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task The_server_ends_cleanly_with_the_thread_that_keeps_it()
    {
        await _folder.Make();
        Process? server = null;
        var keeper = new Thread(() =>
        {
            server = _folder.StartOrphan();
            while (!File.Exists(_folder.PidFile))
                Thread.Yield();
        });
        keeper.Start();
        keeper.Join();

        Assert.True(server!.WaitForExit(10_000));
        Assert.Equal(0, server.ExitCode);
    }

    [Theory]
    [InlineData(4_000_000, "no process has that number")]
    [InlineData(0, "a stranger has it: this test")]
    public async Task A_stale_pid_file_does_not_stop_the_start(int pid, string why)
    {
        await _folder.Make();
        var number = (pid == 0 ? Environment.ProcessId : pid).ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(
            _folder.PidFile, $"{number}\n{_folder.Path}/postgres\n1\n5432\n/tmp\n\n  1 1\nready   \n", TestContext.Current.CancellationToken);

        await using var server = await _folder.Start();

        Assert.True(_folder.ReadPid() != pid, why);
        Assert.Equal(1, await Query(server.ConnectionString, "SELECT 1"));
    }

    private static async Task<object?> QueryWhenBack(string connectionString, string statement)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await Query(connectionString, statement);
            }
            catch (NpgsqlException) when (clock.Elapsed < TimeSpan.FromSeconds(15))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
