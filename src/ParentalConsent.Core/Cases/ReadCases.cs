namespace ParentalConsent.Core.Cases;

/// <param name="Cases">Those that need a person first, then by the time at which something happens next.</param>
/// <param name="HasMore">There are others, which are not due before these.</param>
public sealed record CaseList(IReadOnlyList<CaseView> Cases, bool HasMore);

/// <summary>Open cases for people: one call for the lines, and one for each case.</summary>
public sealed class ReadCases(ICases cases)
{
    private const int MostLines = 200;

    public async Task<CaseList> ExecuteAsync(CancellationToken cancellationToken)
    {
        var lines = await cases.ReadOpenAsync(MostLines, cancellationToken);
        var found = await Task.WhenAll(
            lines.Select(line => line.DeletionId).Distinct().Select(id => cases.FindAsync(id, cancellationToken)));
        return new CaseList(
            [
                .. found.OfType<StoredCase>().Select(stored => CaseView.Of(stored.Case))
                    .OrderByDescending(view => view.NeedsPerson).ThenBy(view => view.Line!.Due),
            ],
            lines.Count == MostLines);
    }
}
