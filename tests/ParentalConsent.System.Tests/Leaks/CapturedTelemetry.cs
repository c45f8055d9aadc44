using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Keeps every trace, every measurement's tags, and the events of the Azure libraries in this process.</summary>
public sealed class CapturedTelemetry : EventListener
{
    private readonly ConcurrentQueue<string> traces = new();
    private readonly ConcurrentDictionary<string, bool> measurements = new();
    private readonly ConcurrentQueue<string> events = new();
    private readonly ActivityListener activities;
    private readonly MeterListener meters;

    public CapturedTelemetry()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(activities);
        meters = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.Start();
    }

    /// <summary>The app's port: outgoing calls to it are the test's own, not the app's.</summary>
    public int AppPort { get; set; }

    public IReadOnlyCollection<string> Traces => traces;

    public ICollection<string> Measurements => measurements.Keys;

    public IReadOnlyCollection<string> Events => events;

    public override void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("Azure", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        events.Enqueue($"{eventData.EventSource.Name} {eventData.EventName}: {string.Join(" | ", eventData.Payload ?? new([]))}");

    private void Keep(Activity activity)
    {
        var port = AppPort.ToString(CultureInfo.InvariantCulture);
        if (activity.Source.Name.StartsWith("System.Net", StringComparison.Ordinal)
            && activity.TagObjects.Any(tag => tag.Key == "server.port" && tag.Value?.ToString() == port))
        {
            return;
        }

        var notes = activity.Events.Select(note => $"{note.Name} {Text(note.Tags)}");
        traces.Enqueue(
            $"{activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} "
            + $"{Text(activity.TagObjects)} {string.Join(" ", notes)} {string.Join(" ", activity.Baggage)} {activity.TraceStateString}");
    }

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measurements[$"{instrument.Meter.Name} {instrument.Name} {Text(tags.ToArray())}"] = true;

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
