namespace IdentityService.Host.Operation;

/// <summary>The <c>healthcheck</c> argument: asks the running service, for containers that hold no other HTTP client.</summary>
public static class HealthCheck
{
    /// <returns>0 when it is ready, else 1.</returns>
    public static async Task<int> Run()
    {
        var address = (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://localhost:8080").Split(';')[0]
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal);
        using var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) };
        using var client = new HttpMessageInvoker(handler);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{address}/health/ready"));
            using var answer = await client.SendAsync(request, patience.Token);
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }
}
