using System.Globalization;

namespace ParentalConsent.Core.Notices;

/// <summary>All versions of the direct notice, in all their languages.</summary>
public sealed class NoticeSet
{
    private readonly SortedDictionary<string, Dictionary<string, NoticeTexts>> versions = new(StringComparer.Ordinal);

    public NoticeSet(IEnumerable<NoticeTexts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (var version in texts.GroupBy(text => text.Version))
        {
            versions.Add(version.Key, version.ToDictionary(text => text.Language, StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<string> Versions => versions.Keys;

    /// <summary>
    /// The newest version whose date is not in the future: one begins at 00:00 UTC of its date, for registrations made from then
    /// on. Where all are in the future, the oldest; empty where there is none.
    /// </summary>
    public string InForceAt(DateTimeOffset moment)
    {
        var day = moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return versions.Keys.LastOrDefault(version => string.CompareOrdinal(version, day) <= 0) ?? versions.Keys.FirstOrDefault() ?? "";
    }

    public bool Has(string version) => versions.ContainsKey(version);

    public IReadOnlyCollection<string> LanguagesOf(string version) =>
        versions.TryGetValue(version, out var languages) ? languages.Keys : [];

    /// <returns>Null where there is no such version or language.</returns>
    public NoticeTexts? Find(string version, string language) =>
        versions.TryGetValue(version, out var languages) ? languages.GetValueOrDefault(language) : null;
}
