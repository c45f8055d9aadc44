using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Events;

/// <summary>
/// Tells the client which guardian's address a mail server refused for good: once for each address, by whoever notes it, and again by
/// whoever finds it noted, should the first have been cut off. No call where nothing bounced.
/// </summary>
public sealed class TellBounce(EmitEvents emit, TimeProvider clock)
{
    public async Task ExecuteAsync(Registration registration, CancellationToken cancellationToken)
    {
        ClientEvent[] bounced = [.. ClientEvents.Bounced(registration, clock.GetUtcNow())];
        if (bounced.Length > 0)
        {
            await emit.ExecuteAsync(bounced, cancellationToken);
        }
    }
}
