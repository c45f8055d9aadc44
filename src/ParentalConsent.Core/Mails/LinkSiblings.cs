using ParentalConsent.Core.Links;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>A link for each other child that a mail asks about. Their notices, which the mail has too, are kept before it goes.</summary>
public sealed class LinkSiblings(PublishNotice publish, PolicySet policies, LinkTokens tokens)
{
    public async Task<IReadOnlyList<AlsoWaiting>> ExecuteAsync(IReadOnlyList<Registration> siblings, CancellationToken cancellationToken)
    {
        var also = new List<AlsoWaiting>();
        foreach (var sibling in siblings)
        {
            await publish.ExecuteAsync(ComposeNotice.For(policies, sibling), cancellationToken);
            also.Add(new AlsoWaiting(sibling, await tokens.SignDecideAsync(sibling, cancellationToken)));
        }

        return also;
    }
}
