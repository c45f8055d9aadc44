using ParentalConsent.Core.Policies;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Shown;

/// <param name="Title">Its id where it was taken out of the policy.</param>
/// <param name="Allowed">By the decision that was made; false while there is none.</param>
public sealed record ShownPurpose(string Title, bool Allowed)
{
    /// <summary>For a <c>lang</c> attribute; null where it is the reader's language.</summary>
    public string? TitleLanguage { get; init; }

    public static ShownPurpose Of(PolicySet policies, string id, Texts texts, bool allowed) =>
        policies.Purposes.TryGetValue(id, out var purpose)
            ? new ShownPurpose(texts.Of(purpose.Title), allowed) { TitleLanguage = texts.LanguageOf(purpose.Title) }
            : new ShownPurpose(id, allowed);
}
