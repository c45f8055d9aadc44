using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Tries a mail that asks, with a link for each child it asks about.</summary>
public sealed class RequestDelivery(MailDelivery delivery, LinkTokens tokens)
{
    /// <inheritdoc cref="MailDelivery.TryAsync(StoredRegistration, MailKind, int, string?, IReadOnlyList{AlsoWaiting}, Func{MailProgress, MailProgress}, CancellationToken)"/>
    public async Task<(MailDeliveryResult Result, Registration Registration)> TryAsync(
        StoredRegistration current,
        MailKind kind,
        int number,
        IReadOnlyList<Registration> siblings,
        Func<MailProgress, MailProgress> done,
        CancellationToken cancellationToken)
    {
        var token = await tokens.SignDecideAsync(current.Registration, cancellationToken);
        var also = new List<AlsoWaiting>();
        foreach (var sibling in siblings)
        {
            also.Add(new AlsoWaiting(sibling, await tokens.SignDecideAsync(sibling, cancellationToken)));
        }

        return await delivery.TryAsync(
            current,
            kind,
            number,
            token,
            also,
            progress => done(progress) with { Shared = progress.Shared || siblings.Count > 0 },
            cancellationToken);
    }
}
