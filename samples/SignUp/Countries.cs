using System.Globalization;

namespace SignUp;

internal static class Countries
{
    /// <summary>ISO 3166 codes with English names, in the order of the names.</summary>
    public static IReadOnlyList<RegionInfo> All { get; } =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            .DistinctBy(region => region.TwoLetterISORegionName)
            .OrderBy(region => region.EnglishName, StringComparer.Ordinal),
    ];

    public static bool IsKnown(string code) => All.Any(region => region.TwoLetterISORegionName == code);
}
