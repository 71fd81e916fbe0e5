namespace IdentityService.Bench.Client;

/// <summary>Kept-alive connections over loopback, one a worker.</summary>
internal sealed class Http(int connections) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false });

    /// <summary>The body of a successful answer.</summary>
    /// <exception cref="InvalidOperationException">The answer was another: what is measured must have worked.</exception>
    public async Task<byte[]> Send(HttpRequestMessage request)
    {
        using var answer = await _invoker.SendAsync(request, CancellationToken.None);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? body
            : throw new InvalidOperationException($"{request.RequestUri}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    public void Dispose() => _invoker.Dispose();
}
