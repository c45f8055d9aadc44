using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Tables;

/// <summary>Tables that no other test knows, in the shared Azurite.</summary>
internal static class FreshTables
{
    public static async Task<TableClient> CreateAsync(params HttpPipelinePolicy[] policies)
    {
        var azurite = await Azurite.SharedAsync();
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        foreach (var policy in policies)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        var name = $"t{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        await new TableClient(azurite.ConnectionString, name).CreateAsync();
        return new TableClient(azurite.ConnectionString, name, options);
    }

    public static async Task<List<TableEntity>> AllRowsAsync(this TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }
}
