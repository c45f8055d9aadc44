using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Pages.Consent;

/// <summary>Decisions and their outcomes as the words that forms and pages carry.</summary>
public static class DecisionWords
{
    public const string Grant = "grant";
    public const string Refuse = "refuse";
    public const string NotMyChild = "notMyChild";
    public const string Withdraw = "withdraw";
    public const string Erase = "erase";

    /// <summary>All that a guardian learns once the young person has decided: neither what nor when.</summary>
    public const string OfAge = "ofage";

    /// <summary>A guardian asked for the deletion.</summary>
    public const string Erased = "erased";

    public static ConsentDecision? Parse(string? word) => word switch
    {
        Grant => ConsentDecision.Grant,
        Refuse => ConsentDecision.Refuse,
        NotMyChild => ConsentDecision.NotMyChild,
        Withdraw => ConsentDecision.Withdraw,
        Erase => ConsentDecision.Erase,
        _ => null,
    };

    /// <summary>What came of it: the element <c>#outcome</c> says it in <c>data-state</c>.</summary>
    public static string OutcomeOf(Registration registration) => registration switch
    {
        { SubjectDecides: true } => OfAge,
        { WasRevoked: true } => "revoked",

        // To a guardian it is the same: nobody asks any more, and all is gone.
        { Ordered: true } or { DeletionReason: DeletionReason.Administrator } => "cancelled",
        { DeletionReason: DeletionReason.GuardianRequest } => Erased,
        _ => (registration.DeletionReason?.ToString() ?? registration.State.ToString()).ToLowerInvariant(),
    };
}
