using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using ParentalConsent.SystemTests.Host;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Every cell of every table as it is now.</summary>
public static class StoredCells
{
    /// <returns>Where it stands, and its bytes: binary ones as they are, all others as UTF-8 text.</returns>
    public static async Task<List<(string Where, byte[] Bytes)>> CellsAsync(this SystemHost host)
    {
        var cells = new List<(string, byte[])>();
        await foreach (var table in host.Tables.QueryAsync())
        {
            await foreach (var row in host.Tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                cells.AddRange(row.Select(cell => ($"{table.Name}.{cell.Key}", Bytes(cell.Value))));
            }
        }

        return cells;
    }

    private static byte[] Bytes(object? value) => value switch
    {
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
