using System.Globalization;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Watch;

/// <summary>Writes a stop and its release into the deletion log, once each, and notes that it did.</summary>
public sealed class LogSafetyStop(IWatchStore watch, IDeletionLog log)
{
    /// <returns>The stop as it is now; null where somebody changed it meanwhile.</returns>
    public async Task<SafetyStop?> ExecuteAsync(Watched<SafetyStop> current, CancellationToken cancellationToken)
    {
        var stop = current.Value;
        LogRecord[] records =
        [
            .. stop.Logged ? [] : new[] { OfStop(stop) },
            .. stop.Release is { Logged: false } release ? new[] { OfRelease(stop, release) } : [],
        ];
        if (records.Length == 0)
        {
            return stop;
        }

        await log.AppendAsync(records, cancellationToken);
        var logged = stop with { Logged = true, Release = stop.Release is { } known ? known with { Logged = true } : null };
        return await watch.TrySaveAsync(current, logged, cancellationToken) ? logged : null;
    }

    private static LogRecord OfStop(SafetyStop stop) => new()
    {
        Kind = LogKind.SafetyStop,
        Key = $"stop-{stop.Id}",
        Facts = LogFacts.Of(("at", Text(stop.TrippedAt)), ("due", Text(stop.Due)), ("limit", Text(stop.Limit))),
    };

    private static LogRecord OfRelease(SafetyStop stop, SafetyRelease release) => new()
    {
        Kind = LogKind.SafetyRelease,
        Key = $"release-{release.Id}",
        Facts = LogFacts.Of(
        [
            ("stop", stop.Id), ("at", Text(release.At)), ("upTo", Text(release.UpTo)), ("until", Text(release.Until)),
            .. release.Reason.Chunk(LogFacts.MaxValueLength)
                .Select((part, index) => (string.Create(CultureInfo.InvariantCulture, $"reason{index + 1}"), new string(part))),
        ]),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
