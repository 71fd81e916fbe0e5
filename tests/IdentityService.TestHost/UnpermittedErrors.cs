using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdentityService.TestHost;

/// <summary>Remembers errors that operations threw although their contract does not permit them, so that the tests fail for it.</summary>
internal sealed class UnpermittedErrors : ILoggerProvider, ILogger
{
    private readonly ConcurrentBag<string> _seen = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "UnpermittedError")
            _seen.Add(formatter(state, exception));
    }

    public void ThrowIfAny()
    {
        if (!_seen.IsEmpty)
            throw new InvalidOperationException(string.Join('\n', _seen.Distinct(StringComparer.Ordinal)));
    }

    public void Dispose()
    {
    }
}
