using System.Buffers;
using System.Text.Json;
using ParentalConsent.Functions.Ages;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>A record of CSV as the JSON object it stands for: an empty cell is null, an age is a number, purposes are words in one cell.</summary>
public static class CsvAccount
{
    private static readonly char[] Between = [' ', ';'];

    /// <param name="cells">As many as there are columns.</param>
    public static JsonDocument ToJson(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (column, cell) in columns.Zip(cells))
            {
                writer.WritePropertyName(column);
                Write(writer, column, cell);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, string column, string cell)
    {
        if (cell.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (column == AgeFields.Age && cell.Length < 10 && cell.All(char.IsAsciiDigit))
        {
            writer.WriteNumberValue(int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (column == PurposesField.Name)
        {
            writer.WriteStartArray();
            foreach (var id in cell.Split(Between, StringSplitOptions.RemoveEmptyEntries))
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(cell);
        }
    }
}
