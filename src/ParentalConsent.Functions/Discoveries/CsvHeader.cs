using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Ages;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>The first line of a discovery in CSV: which fields the others have, in which order.</summary>
public static class CsvHeader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <returns>The fields, to be used only where there are no errors; and all errors.</returns>
    public static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<FieldError> Errors)> ReadAsync(
        LineReader lines, CancellationToken cancellationToken)
    {
        if (await lines.ReadAsync(cancellationToken) is not { } line)
        {
            return ([], [new FieldError("header", "required", "Send the fields in the first line, which ends with a line feed.")]);
        }

        return Read(line.Span);
    }

    private static (IReadOnlyList<string> Columns, IReadOnlyList<FieldError> Errors) Read(ReadOnlySpan<byte> line)
    {
        if (!CsvRecord.TryRead(line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line, out var columns))
        {
            return ([], [new FieldError("header", "brokenCsv", "Must be CSV in UTF-8 (RFC 4180).")]);
        }

        return (columns, [.. Problems(columns)]);
    }

    private static IEnumerable<FieldError> Problems(IReadOnlyList<string> columns)
    {
        if (columns.Any(column => !DiscoveryRequest.Names.Contains(column)))
        {
            yield return new FieldError("header", "unknownField", $"There is a name other than {string.Join(", ", DiscoveryRequest.Names)}.");
        }

        if (columns.Distinct().Count() < columns.Count)
        {
            yield return new FieldError("header", "duplicateField", "A name is there more than once.");
        }

        if (!columns.Contains("subjectId"))
        {
            yield return new FieldError("subjectId", "required", "The header must name it.");
        }

        if (!columns.Contains(AgeFields.DateOfBirth) && !columns.Contains(AgeFields.Age))
        {
            yield return new FieldError(AgeFields.Age, "required", "The header must name dateOfBirth or age; an empty one is unknown.");
        }
    }
}
