using IdentityService.Host;
using IdentityService.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityService.TestHost;

/// <summary>
/// The whole service on real Kestrel and real PostgreSQL, in this process, with a database of its own and a clock that can be put forward.
/// A second one on the same database is another replica. Disposing it fails if an operation threw an error its contract does not permit.
/// </summary>
public sealed class TestService : IAsyncDisposable
{
    public const string BaseUrl = "http://id.test";
    private readonly TestDatabase? _ownDatabase;
    private readonly RunningService _running;
    private readonly UnpermittedErrors _unpermitted;

    private TestService(RunningService running, TestDatabase database, bool ownsDatabase, TestClock clock, UnpermittedErrors unpermitted)
    {
        (_running, Database, Clock, _unpermitted) = (running, database, clock, unpermitted);
        _ownDatabase = ownsDatabase ? database : null;
        var address = running.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        Aws = new AwsClient(Http, clock);
    }

    public TestDatabase Database { get; }
    public TestClock Clock { get; }

    /// <summary>Where it really listens, on loopback; issuers begin with <see cref="BaseUrl"/> instead.</summary>
    public Uri Address { get; }
    public HttpClient Http { get; }

    /// <summary>Calls operations through the AwsJson door, signed where the contract asks for it.</summary>
    public AwsClient Aws { get; }

    public IServiceProvider Services => _running.App.Services;

    /// <summary>Messages delivered so far, by way of /dev/inbox.json.</summary>
    public TestInbox Inbox => new(Http);

    /// <summary>Starts the service with a fresh database.</summary>
    /// <param name="settings">Further settings, such as <c>Region</c>.</param>
    public static async Task<TestService> Start(params (string Name, string Value)[] settings)
    {
        var postgres = await TestPostgres.Shared;
        await postgres.CreateTemplate(async connectionString =>
        {
            await using var source = DirectoryDataSource.Create(connectionString);
            await Migrator.Migrate(source, CancellationToken.None);
        });
        return await Start(await postgres.Clone(), ownsDatabase: true, new TestClock(), settings);
    }

    /// <summary>Another replica: same database, same key file, same clock.</summary>
    public Task<TestService> StartReplica(params (string Name, string Value)[] settings) => Start(Database, ownsDatabase: false, Clock, settings);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _running.DisposeAsync();
        if (_ownDatabase is not null)
            await _ownDatabase.DisposeAsync();
        _unpermitted.ThrowIfAny();
    }

    private static async Task<TestService> Start(TestDatabase database, bool ownsDatabase, TestClock clock, (string Name, string Value)[] settings)
    {
        var unpermitted = new UnpermittedErrors();
        (string Name, string Value)[] all =
        [
            ("environment", "Development"), ("urls", "http://127.0.0.1:0"), ("PublicBaseUrl", BaseUrl),
            ("ConnectionStrings:Directory", database.ConnectionString), ("DataFolder", TestFolder.Path),
            ("KeyFile", Path.Combine(TestFolder.Path, "key-of-" + database.Name)),
            ("AccessKeys:0:AccessKeyId", AwsClient.Key.Id), ("AccessKeys:0:SecretAccessKey", AwsClient.Key.Secret),
            ("Serilog:MinimumLevel:Default", "Fatal"),
            .. settings,
        ];
        var running = await RunningService.Start([.. all.Select(s => $"--{s.Name}={s.Value}")], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.AddProvider(unpermitted);
        });
        return new TestService(running, database, ownsDatabase, clock, unpermitted);
    }
}
