namespace ParentalConsent.Core.Cases;

/// <summary>Queue <c>cases</c>: cases to look at, as <see cref="CaseLine"/> texts; at most 50. Ids only.</summary>
/// <param name="Replaced">The line that another took the place of: it can go, whatever its time. Null where there is none.</param>
public sealed record CaseMessage(IReadOnlyList<string> Lines, string? Replaced = null)
{
    /// <summary>Keeps a run short, and what it logs in one transaction of each shard.</summary>
    public const int MaxLines = 50;

    /// <summary>A case was saved with a new line.</summary>
    public static CaseMessage Of(CaseLine line, CaseLine replaced) => new([line.ToString()], replaced.ToString());
}
