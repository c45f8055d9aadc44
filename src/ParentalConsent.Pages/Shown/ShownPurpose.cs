using ParentalConsent.Core.Policies;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Shown;

/// <param name="Discloses">Others than the client get the data.</param>
/// <param name="Allowed">By the decision that was made; false while there is none.</param>
public sealed record ShownPurpose(string Id, string Title, string Description, bool Integral, bool Discloses, bool Allowed)
{
    public static ShownPurpose Of(Purpose purpose, Texts texts, bool allowed) => new(
        purpose.Id, texts.Of(purpose.Title), texts.Of(purpose.Description), purpose.Integral, purpose.DisclosesToThirdParties, allowed);
}
