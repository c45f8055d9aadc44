using Microsoft.Extensions.Logging;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>What was logged as an error or worse, by the names that alerts look for.</summary>
internal sealed class RaisedEvents<T> : ILogger<T>
{
    public List<string?> Names { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Names.Add(eventId.Name);
}
