using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Notices;

/// <summary>
/// Keeps the notices that registrations will use, before the first one does: each client's in each of its languages, with all of its
/// purposes. One call where they are all there, so that no mail and no decision usually has to.
/// </summary>
public sealed class PublishUsualNotices(INotices notices, PublishNotice publish, PolicySet policies, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (var hash in await notices.ReadHashesAsync(cancellationToken))
        {
            publish.Remember(hash);
        }

        await Task.WhenAll(Usual().Select(notice => publish.ExecuteAsync(notice, cancellationToken)));
    }

    private IEnumerable<DirectNotice> Usual()
    {
        var version = policies.Notices.InForceAt(clock.GetUtcNow());
        return
            from client in policies.Clients.Values
            let purposes = client.Purposes.Select(id => policies.Purposes[id]).ToArray()
            from locale in client.Locales
            let texts = policies.Notices.Find(version, locale)
            where texts is not null
            select ComposeNotice.Of(texts, client, purposes, client.DeadlineDays);
    }
}
