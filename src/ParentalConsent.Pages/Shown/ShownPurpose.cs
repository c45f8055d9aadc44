using ParentalConsent.Core.Policies;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Shown;

/// <param name="Discloses">Others than the client get the data.</param>
/// <param name="Allowed">By the decision that was made; false while there is none.</param>
/// <param name="Asked">False where it was taken out of the policy: its id is all that is known, and nobody can agree to that.</param>
public sealed record ShownPurpose(
    string Id, string Title, string Description, bool Integral, bool Discloses, bool Allowed, bool Asked = true)
{
    /// <summary>For a <c>lang</c> attribute; null where it is the reader's language.</summary>
    public string? TitleLanguage { get; init; }

    /// <inheritdoc cref="TitleLanguage" />
    public string? DescriptionLanguage { get; init; }

    public static ShownPurpose Of(PolicySet policies, string id, Texts texts, bool allowed) =>
        policies.Purposes.TryGetValue(id, out var purpose)
            ? new ShownPurpose(
                id, texts.Of(purpose.Title), texts.Of(purpose.Description), purpose.Integral, purpose.DisclosesToThirdParties, allowed)
            {
                TitleLanguage = texts.LanguageOf(purpose.Title),
                DescriptionLanguage = texts.LanguageOf(purpose.Description),
            }
            : new ShownPurpose(id, id, texts["Purpose.NotAsked"], false, false, allowed, Asked: false);
}
