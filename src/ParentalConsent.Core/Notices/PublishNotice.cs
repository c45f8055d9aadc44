using System.Collections.Concurrent;

namespace ParentalConsent.Core.Notices;

/// <summary>
/// Keeps a notice before the first mail or decision that uses it. What this process has kept it remembers, so that only the first
/// use of a text costs a call.
/// </summary>
public sealed class PublishNotice(INotices notices)
{
    /// <summary>Clients, languages and choices of purposes make far fewer; after so many it starts to remember anew.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, bool> kept = new();

    /// <param name="notice">Null for none.</param>
    public async Task ExecuteAsync(DirectNotice? notice, CancellationToken cancellationToken)
    {
        if (notice is null || kept.ContainsKey(notice.Hash))
        {
            return;
        }

        await notices.AddAsync(notice, cancellationToken);
        Remember(notice.Hash);
    }

    /// <summary>A notice that is known to be kept.</summary>
    public void Remember(string hash)
    {
        if (kept.Count >= MostRemembered)
        {
            kept.Clear();
        }

        kept[hash] = true;
    }
}
