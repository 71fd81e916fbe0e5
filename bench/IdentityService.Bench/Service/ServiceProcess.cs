using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace IdentityService.Bench.Service;

/// <summary>The published service as in production: a process of its own, a private PostgreSQL that keeps every promise, two clients.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    public const string PoolId = "us-east-1_Bench0001";
    public const string PlainClient = "benchclient00000000000001a";
    public const string RotatingClient = "benchclient00000000000002a";

    private const string Seed = $$"""
        {"Pools":[{"Id":"{{PoolId}}","PoolName":"Bench","Clients":[
          {"ClientId":"{{PlainClient}}","ClientName":"plain",
           "ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH","ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]},
          {"ClientId":"{{RotatingClient}}","ClientName":"rotating",
           "ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"],
           "RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":0} }]}]}
        """;

    private readonly Process _process;
    private readonly string _cluster;

    private ServiceProcess(Process process, string address, string cluster) => (_process, Address, _cluster) = (process, address, cluster);

    public string Address { get; }
    public int Id => _process.Id;
    public string AccessKeyId { get; private init; } = "";
    public string SecretAccessKey { get; private init; } = "";

    /// <summary>The first line of the cluster's own note.</summary>
    public int PostmasterId => int.Parse(File.ReadLines(Path.Combine(_cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    public string PostgresVersion => File.ReadAllText(Path.Combine(_cluster, "PG_VERSION")).Trim();

    public static async Task<ServiceProcess> Start(string serviceFolder, string folder)
    {
        var seed = Path.Combine(folder, "seed.json");
        await File.WriteAllTextAsync(seed, Seed);
        var (address, data) = (Children.FreeAddress(), Path.Combine(folder, "data"));
        var (key, secret) = ("BENCH" + RandomNumberGenerator.GetHexString(15), RandomNumberGenerator.GetHexString(40));
        var process = Children.Start(Path.GetFullPath(Path.Combine(serviceFolder, "IdentityService.Host.dll")), [], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address,
            ["PublicBaseUrl"] = address,
            ["DataFolder"] = data,
            ["Seed"] = seed,
            ["AccessKeys__0__AccessKeyId"] = key,
            ["AccessKeys__0__SecretAccessKey"] = secret,
        });
        await Children.UntilReady(process, address);
        return new ServiceProcess(process, address, Path.Combine(data, "postgres")) { AccessKeyId = key, SecretAccessKey = secret };
    }

    public async ValueTask DisposeAsync() => await Children.Stop(_process);
}
