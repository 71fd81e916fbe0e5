using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IdentityService.Host.Settings;

/// <summary>What the web server accepts (S-34): set here and not left to defaults.</summary>
public static class WebServer
{
    private const string DefaultAddress = "http://localhost:8080";

    public static void Configure(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(ConfigureLimits);

        // In-flight requests get 30 s when the service is told to stop (T-16).
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private static void ConfigureLimits(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = 1024 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.MaxRequestHeaderCount = 100;
        options.Limits.MaxRequestLineSize = 16 * 1024;
        options.Limits.MaxConcurrentConnections = 10_000;
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.Http2.MaxStreamsPerConnection = 100;
    }
}
