using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Consents;

public abstract record OpenLinkResult
{
    private OpenLinkResult()
    {
    }

    /// <summary>The guardian can decide.</summary>
    /// <param name="IsSecond">It is the second guardian's link.</param>
    public sealed record CanDecide(Registration Registration, bool IsSecond = false) : OpenLinkResult;

    /// <summary>The guardian said yes, and its check is waited for: that can go on, and they can still decide otherwise.</summary>
    public sealed record Verifying(Registration Registration) : OpenLinkResult;

    /// <summary>The other guardian said yes, and its check is waited for: this one can say no, or that it is not their child.</summary>
    public sealed record OtherVerifying(Registration Registration) : OpenLinkResult;

    /// <summary>The other guardian's yes to a question counts: this one can say no, or that it is not their child.</summary>
    /// <param name="Registration">As <see cref="QuestionViews.AsAsked"/>.</param>
    public sealed record OtherAllowed(Registration Registration) : OpenLinkResult;

    /// <summary>The guardian can withdraw what they, or the other guardian, allowed.</summary>
    /// <param name="IsSecond">It is the second guardian's link.</param>
    public sealed record CanWithdraw(Registration Registration, bool IsSecond = false) : OpenLinkResult
    {
        /// <summary>The consent is theirs, and not the other guardian's.</summary>
        public bool IsTheirs => Registration.Second is null || Registration.Second.Decided == IsSecond;
    }

    /// <summary>The guardian once said "not my child" and can allow mails about the client again.</summary>
    /// <param name="ClientId">Null where mails are not stopped.</param>
    public sealed record CanLift(string? ClientId) : OpenLinkResult;

    /// <summary>The question about further purposes was answered, or its time is over; the consent before it goes on.</summary>
    /// <param name="Question">As <see cref="QuestionViews.AsAsked"/>.</param>
    public sealed record QuestionOver(Registration Question) : OpenLinkResult;

    /// <summary>It was decided, cancelled or deleted: the link does nothing any more.</summary>
    public sealed record Ended(Registration Registration) : OpenLinkResult;

    /// <summary>Nobody answered in time; the data is deleted, or about to be.</summary>
    /// <param name="Locale">Of the registration; null where it is gone.</param>
    public sealed record Expired(string? Locale = null) : OpenLinkResult;

    /// <summary>The token is cut, altered or signed with a key that is not in force.</summary>
    public sealed record Invalid : OpenLinkResult;

    /// <summary>A good token for something that is not, or no longer, there.</summary>
    public sealed record Unknown : OpenLinkResult;
}

/// <summary>What a link leads to. Changes nothing. One call.</summary>
public sealed class OpenLink(IRegistrationStore store, IGuardianStore guardians, LinkTokens tokens, TimeProvider clock)
{
    public async Task<OpenLinkResult> ExecuteAsync(string? token, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(token, cancellationToken) is not { } link)
        {
            return new OpenLinkResult.Invalid();
        }

        if (link.Kind is LinkKind.Lift)
        {
            var stored = await guardians.FindAsync(link.RegistrationId, cancellationToken);
            return new OpenLinkResult.CanLift(stored is null ? null : LiftSuppression.SuppressedClient(stored.Guardian, link));
        }

        return await store.FindAsync(link.RegistrationId, cancellationToken) is { } found
            ? Look(found.Registration, link, clock.GetUtcNow())
            : new OpenLinkResult.Unknown();
    }

    /// <summary>What can be done with a link to this registration now.</summary>
    public static OpenLinkResult Look(Registration registration, Link link, DateTimeOffset now) => (registration, link.Kind) switch
    {
        (_, LinkKind.Question or LinkKind.SecondQuestion) => LookAtQuestion(registration, link, now),
        (_, LinkKind.SecondGuardian) => LookForSecond(registration, link, now),
        _ when registration.LinkMark != link.Attempt => new OpenLinkResult.Unknown(),
        ({ State: RegistrationState.AwaitingParent }, _) when registration.IsExpiredAt(now) => new OpenLinkResult.Expired(registration.Details?.Locale),
        ({ State: RegistrationState.AwaitingParent or RegistrationState.Granted }, _) when now >= link.Expires => new OpenLinkResult.Expired(registration.Details?.Locale),
        ({ State: RegistrationState.AwaitingParent, Verification.IsPending: true, Second: { Decided: true } }, LinkKind.Decide) =>
            new OpenLinkResult.OtherVerifying(registration),
        ({ State: RegistrationState.AwaitingParent, Verification.IsPending: true }, LinkKind.Decide) => new OpenLinkResult.Verifying(registration),
        ({ State: RegistrationState.AwaitingParent }, LinkKind.Decide) => new OpenLinkResult.CanDecide(registration),
        ({ State: RegistrationState.Granted }, LinkKind.Manage) => new OpenLinkResult.CanWithdraw(registration),

        // The other guardian has agreed: this one can still object.
        ({ State: RegistrationState.Granted, Second: not null }, LinkKind.Decide) => new OpenLinkResult.CanWithdraw(registration),
        ({ DeletionReason: Deletion.DeletionReason.Expired }, _) => new OpenLinkResult.Expired(),
        _ => new OpenLinkResult.Ended(registration),
    };

    private static OpenLinkResult LookAtQuestion(Registration registration, Link link, DateTimeOffset now)
    {
        if (registration.AsAsked() is not { } asked || (link.IsSecond ? asked.Second?.Mark : asked.LinkMark) != link.Attempt)
        {
            return new OpenLinkResult.Unknown();
        }

        return asked switch
        {
            _ when registration.State is not RegistrationState.Granted => new OpenLinkResult.Ended(registration),
            _ when !asked.IsExpiredAt(now) && registration.YesToQuestion() is { } yes && yes.BySecond != link.IsSecond =>
                new OpenLinkResult.OtherAllowed(asked),
            { State: not RegistrationState.AwaitingParent } => new OpenLinkResult.QuestionOver(asked),
            _ when asked.IsExpiredAt(now) => new OpenLinkResult.QuestionOver(asked),
            { Verification.IsPending: true } => (asked.Second is { Decided: true }) == link.IsSecond
                ? new OpenLinkResult.Verifying(asked)
                : new OpenLinkResult.OtherVerifying(asked),
            _ => new OpenLinkResult.CanDecide(asked, link.IsSecond),
        };
    }

    private static OpenLinkResult LookForSecond(Registration registration, Link link, DateTimeOffset now) => registration switch
    {
        _ when registration.Second?.Mark != link.Attempt || now >= link.Expires => new OpenLinkResult.Unknown(),
        { State: RegistrationState.AwaitingParent } when registration.IsExpiredAt(now) => new OpenLinkResult.Expired(registration.Details?.Locale),
        { State: RegistrationState.AwaitingParent, Verification.IsPending: true } => registration.Second.Decided
            ? new OpenLinkResult.Verifying(registration)
            : new OpenLinkResult.OtherVerifying(registration),
        { State: RegistrationState.AwaitingParent } => new OpenLinkResult.CanDecide(registration, IsSecond: true),
        { State: RegistrationState.Granted } => new OpenLinkResult.CanWithdraw(registration, IsSecond: true),

        // What the first guardian said about themselves is not the second's.
        { DeletionReason: Deletion.DeletionReason.Disowned } => new OpenLinkResult.Unknown(),
        _ => new OpenLinkResult.Ended(registration),
    };
}
