using ParentalConsent.Core.Links;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>Tries a mail that asks, with a link for each child it asks about.</summary>
public sealed class RequestDelivery(
    MailDelivery delivery, LinkSiblings linkSiblings, PublishNotice publish, PolicySet policies, LinkTokens tokens)
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
        await publish.ExecuteAsync(ComposeNotice.For(policies, current.Registration), cancellationToken);
        var token = await tokens.SignDecideAsync(current.Registration, cancellationToken);
        return await delivery.TryAsync(
            current,
            kind,
            number,
            token,
            await linkSiblings.ExecuteAsync(siblings, cancellationToken),
            progress => done(progress) with { Shared = progress.Shared || siblings.Count > 0 },
            cancellationToken);
    }
}
