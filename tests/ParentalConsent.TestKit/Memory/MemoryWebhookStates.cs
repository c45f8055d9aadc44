using System.Globalization;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryWebhookStates(MemoryCalls? calls = null) : IWebhookStates
{
    private readonly Dictionary<string, (WebhookState State, long Version)> states = [];
    private long version;

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored; counts as no call.</summary>
    public WebhookState this[string clientId]
    {
        get
        {
            lock (this)
            {
                return states.TryGetValue(clientId, out var found) ? found.State : new WebhookState();
            }
        }
    }

    public Task<StoredWebhook> FindAsync(string clientId, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () => states.TryGetValue(clientId, out var found)
            ? new StoredWebhook(found.State, Text(found.Version))
            : new StoredWebhook(new WebhookState(), null),
        cancellationToken);

    public Task<StoredWebhook?> TrySaveAsync(
        string clientId, StoredWebhook current, WebhookState changed, CancellationToken cancellationToken) => Calls.RunAsync(
        this,
        () =>
        {
            var stored = states.TryGetValue(clientId, out var found) ? Text(found.Version) : null;
            if (stored != current.Version)
            {
                return null;
            }

            states[clientId] = (changed, ++version);
            return (StoredWebhook?)new StoredWebhook(changed, Text(version));
        },
        cancellationToken);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
