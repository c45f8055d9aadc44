using Azure.Core;
using Azure.Core.Pipeline;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Storage.Watch;

/// <summary>
/// Reads the header <c>Date</c> of every answer of the storage service. The service's moment lies between the sending and the
/// answer's coming, so that neither a slow network nor a pause of this process looks like a clock that is off.
/// </summary>
public sealed class StorageClock(TimeProvider clock) : HttpPipelineSynchronousPolicy, IStorageClock
{
    private const string SentAt = "ParentalConsent.SentAt";

    /// <summary>The header has whole seconds.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private volatile ClockReading? last;

    public ClockReading? Last => last;

    public override void OnSendingRequest(HttpMessage message) => message.SetProperty(SentAt, clock.GetUtcNow());

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.HasResponse && message.Response.Headers.Date is { } theirs
            && message.TryGetProperty(SentAt, out var stored) && stored is DateTimeOffset sent)
        {
            last = Compare(sent, theirs, clock.GetUtcNow());
        }
    }

    public static ClockReading Compare(DateTimeOffset sent, DateTimeOffset theirs, DateTimeOffset received)
    {
        var difference = theirs + Step < sent ? sent - theirs - Step : theirs > received ? received - theirs : TimeSpan.Zero;
        return new ClockReading(difference, received);
    }
}
