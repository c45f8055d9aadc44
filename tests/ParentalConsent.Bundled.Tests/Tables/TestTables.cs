using System.Security.Cryptography;
using Azure.Data.Tables;
using ParentalConsent.TestKit;

namespace ParentalConsent.Bundled.Tests.Tables;

/// <summary>Tables of one test each, on the Azurite that the test process shares.</summary>
internal static class TestTables
{
    public static async Task<TableClient> CreateAsync(TableClientOptions? options = null)
    {
        var table = new TableClient((await Azurite.SharedAsync()).ConnectionString, NewName(), options);
        await table.CreateAsync();
        return table;
    }

    public static async Task<TableServiceClient> ServiceAsync(TableClientOptions? options = null) =>
        new((await Azurite.SharedAsync()).ConnectionString, options);

    public static string NewName() => $"t{RandomNumberGenerator.GetHexString(20, lowercase: true)}";
}
