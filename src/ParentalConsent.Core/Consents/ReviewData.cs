using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

public abstract record ReviewDataResult
{
    private ReviewDataResult()
    {
    }

    /// <param name="Json">Null where the client sent none.</param>
    public sealed record Found(Registration Registration, ReadOnlyMemory<byte>? Json) : ReviewDataResult;

    /// <summary>The link leads where <paramref name="Link"/> says, and to no data.</summary>
    public sealed record NotPossible(OpenLinkResult Link) : ReviewDataResult;
}

/// <summary>
/// Shows a guardian who agreed what is held about the child (COPPA 312.6(a)). Not before, nor the other guardian: nobody has
/// shown by then that they are one. Two calls.
/// </summary>
public sealed class ReviewData(IRegistrationStore store, LinkTokens tokens, TimeProvider clock)
{
    public async Task<ReviewDataResult> ExecuteAsync(string? token, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(token, cancellationToken) is not { } link)
        {
            return new ReviewDataResult.NotPossible(new OpenLinkResult.Invalid());
        }

        if (await store.FindAsync(link.RegistrationId, cancellationToken) is not { } current)
        {
            return new ReviewDataResult.NotPossible(new OpenLinkResult.Unknown());
        }

        var found = OpenLink.Look(current.Registration, link, clock.GetUtcNow());
        return found is OpenLinkResult.CanWithdraw { IsTheirs: true } can
            ? new ReviewDataResult.Found(can.Registration, await store.ReadDataAsync(current, cancellationToken))
            : new ReviewDataResult.NotPossible(found);
    }
}
