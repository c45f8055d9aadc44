using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>A page of the list of forms to look at.</summary>
/// <param name="Waiting">The longest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ReviewList(IReadOnlyList<Registration> Waiting, ReviewCursor? Next);
