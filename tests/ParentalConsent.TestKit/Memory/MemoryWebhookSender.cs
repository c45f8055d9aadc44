using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.TestKit.Memory;

/// <summary>A receiver as the test wants it.</summary>
public sealed class MemoryWebhookSender(MemoryCalls? calls = null) : IWebhookSender
{
    private readonly List<FeedEvent> tried = [];
    private readonly List<FeedEvent> taken = [];

    public static WebhookAnswer Done { get; } = new WebhookAnswer.Done("200", ReadOnlyMemory<byte>.Empty);

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    public Func<FeedEvent, WebhookAnswer> Answer { get; set; } = _ => Done;

    /// <summary>Every try, in order.</summary>
    public IReadOnlyList<FeedEvent> Tried
    {
        get
        {
            lock (this)
            {
                return [.. tried];
            }
        }
    }

    /// <summary>Those that the receiver took.</summary>
    public IReadOnlyList<FeedEvent> Taken
    {
        get
        {
            lock (this)
            {
                return [.. taken];
            }
        }
    }

    public Task<WebhookAnswer> SendAsync(ClientPolicy client, FeedEvent told, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            tried.Add(told);
            var answer = Answer(told);
            if (answer is WebhookAnswer.Done)
            {
                taken.Add(told);
            }

            return answer;
        },
        cancellationToken);
}
