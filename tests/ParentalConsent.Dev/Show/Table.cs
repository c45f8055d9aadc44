namespace ParentalConsent.Dev.Show;

internal static class Table
{
    /// <summary>Lines of columns as wide as their widest cell, under a ruled header.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((name, at) => rows.Select(row => row[at].Length).Append(name.Length).Max()).ToList();
        yield return Join(header);
        yield return Join([.. widths.Select(width => new string('─', width))]);
        foreach (var row in rows)
        {
            yield return Join(row);
        }

        string Join(IReadOnlyList<string> cells) =>
            string.Join("  ", cells.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd();
    }
}
