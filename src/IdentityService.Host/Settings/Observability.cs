using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Formatting.Json;

namespace IdentityService.Host.Settings;

/// <summary>Logs as one line of JSON each; metrics and traces only where an OTLP address is configured.</summary>
public static class Observability
{
    // OpenTelemetry's own setting, so that the usual tools and documents apply.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(Logger(builder.Configuration), dispose: true);
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("IdentityService"))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "IdentityService")
                .AddOtlpExporter())
            .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", "Npgsql", "IdentityService").AddOtlpExporter());
    }

    // Framework noise, request lines with their query strings and SQL texts stay out (S-29); warnings get through.
    private static Serilog.Core.Logger Logger(IConfiguration configuration) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore", Serilog.Events.LogEventLevel.Fatal) // Its errors quote values; ours tell of them.
        .MinimumLevel.Override("Npgsql", Serilog.Events.LogEventLevel.Warning)
        .ReadFrom.Configuration(configuration)
        .Enrich.FromLogContext()
        .WriteTo.Console(new JsonFormatter(renderMessage: true))
        .CreateLogger();
}
