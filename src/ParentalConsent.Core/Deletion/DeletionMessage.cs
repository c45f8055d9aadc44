using ParentalConsent.Core.Forms;

namespace ParentalConsent.Core.Deletion;

/// <summary>Queue <c>deletions</c>: lines of the deadline index to deal with, as <see cref="DeadlineEntry"/> texts of one shard; at most 98.</summary>
/// <param name="Tries">How often the decision to delete was looked for and not found.</param>
/// <param name="Form">The picture of a form to remove once its registration no longer needs it; null where there is none.</param>
public sealed record DeletionMessage(IReadOnlyList<string> Entries, int Tries = 0, FormLine? Form = null)
{
    /// <summary>Keeps a message under 8 KB and its log entries in one transaction.</summary>
    public const int MaxEntries = 98;
}
