using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Keeps every line of every category at every level, with its fields, scopes and exception.</summary>
[ProviderAlias("Captured")]
public sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Text(object? state) => state is IEnumerable fields and not string
        ? $"{state} {{{string.Join(", ", fields.Cast<object?>())}}}"
        : $"{state}";

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} | {Text(state)} | {exception}";
            logs.scopes.ForEachScope((scope, _) => line += $" => {Text(scope)}", state);
            logs.lines.Enqueue(line);
        }
    }
}
