using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>Every line logged at whatever level, with exceptions written out.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines = new();

    public IReadOnlyList<(string Category, LogLevel Level, string Text)> Lines => [.. lines];

    public string AllText => string.Join('\n', Lines.Select(line => $"{line.Level} {line.Category} {line.Text}"));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.lines.Enqueue((category, logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
