using IdentityService.Doors.AwsJson;
using IdentityService.Doors.Inbox;
using IdentityService.Doors.OAuth;
using IdentityService.Engine;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Secrets;
using IdentityService.Host.Operation;
using IdentityService.Host.PrivatePostgres;
using IdentityService.Host.Settings;
using IdentityService.Operations;
using IdentityService.Storage;
using Npgsql;
using Serilog.Extensions.Logging;

namespace IdentityService.Host;

/// <summary>The service from its database up, started; disposing it stops it, PostgreSQL last.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly PrivatePostgresServer? _postgres;
    private readonly NpgsqlDataSource _source;

    private RunningService(WebApplication app, ServiceSettings settings, PrivatePostgresServer? postgres, NpgsqlDataSource source) =>
        (App, Settings, _postgres, _source) = (app, settings, postgres, source);

    public WebApplication App { get; }
    public ServiceSettings Settings { get; }

    /// <summary>The access key, if this start made one.</summary>
    public AccessKey? MadeAccessKey { get; private set; }

    /// <summary>Starts the service: database, schema, keys, web server, seed.</summary>
    /// <param name="adjust">For tests: last changes to the container.</param>
    /// <exception cref="StartRefused">It must not start as it is configured.</exception>
    /// <exception cref="PrivatePostgresRefusal">The private PostgreSQL cannot start.</exception>
    public static async Task<RunningService> Start(string[] args, Action<WebApplicationBuilder>? adjust = null, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateBuilder(args);
        WebServer.Configure(builder);
        Observability.Configure(builder);
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment);

        var postgres = settings.ConnectionString is null ? await StartPostgres(builder, settings, cancel) : null;
        var source = DirectoryDataSource.Create(settings.ConnectionString ?? postgres!.ConnectionString);
        await Migrator.Migrate(source, cancel);
        var keys = await DataKeyStore.Open(source, settings.KeyFile, TimeProvider.System, cancel);

        Register(builder.Services, source, keys, settings);
        adjust?.Invoke(builder);
        var app = builder.Build();
        Route(app, settings);

        var service = new RunningService(app, settings, postgres, source);
        service.MadeAccessKey = await FirstSteps.Take(app.Services, settings, cancel);
        await app.StartAsync(cancel);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _source.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    private static void Register(IServiceCollection services, NpgsqlDataSource source, DataKeys keys, ServiceSettings settings)
    {
        services.AddEngine(source, keys, settings.Installation);
        services.AddMessages(settings.Mail, developmentInbox: settings.IsDevelopment);
        services.AddOperations();
        services.AddAwsJson();
    }

    private static void Route(WebApplication app, ServiceSettings settings)
    {
        app.UseAwsJson();
        app.MapWellKnown();
        app.MapHealth();
        if (settings.IsDevelopment)
            app.MapInbox();
    }

    private static Task<PrivatePostgresServer> StartPostgres(WebApplicationBuilder builder, ServiceSettings settings, CancellationToken cancel)
    {
        var options = new PrivatePostgresOptions
        {
            DataFolder = settings.DataFolder, Permitted = settings.IsDevelopment || settings.DataFolderIsSet,
        };
        var logger = new SerilogLoggerFactory(Serilog.Log.Logger).CreateLogger<PrivatePostgresServer>();
        return PrivatePostgresServer.Start(options, logger, cancel);
    }
}
