using System.Net;

namespace ParentalConsent.TestKit.Calls;

/// <summary>A page as a parent gets it.</summary>
/// <param name="Heading">Its h1.</param>
/// <param name="Choices">The purposes that can be ticked one by one, with their labels.</param>
/// <param name="Outcome">The word in <c>#outcome[data-state]</c> for scripts; null on a page that decides nothing.</param>
public sealed record ParentPage(
    HttpStatusCode Status, string Heading, IReadOnlyDictionary<string, string> Choices, string? Outcome, string Text, string Html)
{
    public bool AsksForDecision { get; init; }
}
