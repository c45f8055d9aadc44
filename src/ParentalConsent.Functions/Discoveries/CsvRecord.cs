using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>A record of CSV (RFC 4180) that is one line.</summary>
public static class CsvRecord
{
    /// <summary>The cells of a line; false where it is not UTF-8, or its quotes do not fit.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out IReadOnlyList<string>? cells)
    {
        cells = Utf8.IsValid(line) ? Split(Encoding.UTF8.GetString(line)) : null;
        return cells is not null;
    }

    private static List<string>? Split(string text)
    {
        var (cells, at) = (new List<string>(), 0);
        while (true)
        {
            if (ReadCell(text, ref at) is not { } cell)
            {
                return null;
            }

            cells.Add(cell);
            if (at == text.Length)
            {
                return cells;
            }

            // The comma.
            at++;
        }
    }

    /// <param name="at">Where the cell begins; then where it ends, which is at a comma or the end.</param>
    private static string? ReadCell(string text, ref int at)
    {
        if (at == text.Length || text[at] != '"')
        {
            var end = text.IndexOf(',', at);
            var plain = text[at..(end < 0 ? text.Length : end)];
            at += plain.Length;
            return plain.Contains('"', StringComparison.Ordinal) ? null : plain;
        }

        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] == ',' ? cell.ToString() : null;
            }
        }

        return null;
    }
}
