using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ParentalConsent.TestKit;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>A table of the client's own, in another storage account than the service's: there, the subject's id is in addresses.</summary>
public sealed class ClientsTable
{
    /// <summary>The target whose table is not there.</summary>
    public const string Missing = "gone";

    private readonly TableClient table;
    private readonly Uri endpoint;

    private ClientsTable(TableClient table, Uri endpoint)
    {
        this.table = table;
        this.endpoint = endpoint;
    }

    /// <summary>For the client's policy: this table, and one that is not there.</summary>
    public JsonArray Targets => [Target("profiles", table.Name), Target(Missing, $"{table.Name}x")];

    public static async Task<ClientsTable> CreateAsync()
    {
        var azurite = await Azurite.SharedAsync();
        var table = new TableClient(azurite.ConnectionString, $"t{RandomNumberGenerator.GetHexString(20, lowercase: true)}");
        await table.CreateAsync();
        return new ClientsTable(table, azurite.TableUri);
    }

    public Task AddAsync(string subjectId) => table.AddEntityAsync(new TableEntity($"user-{subjectId}", "profile"));

    public async Task<int> CountAsync(string subjectId)
    {
        var count = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {$"user-{subjectId}"}")))
        {
            count++;
        }

        return count;
    }

    private JsonObject Target(string name, string container) => new()
    {
        ["name"] = name,
        ["kind"] = "table",
        ["endpoint"] = endpoint.AbsoluteUri,
        ["table"] = container,
        ["partition"] = "user-{subjectId}",
    };
}
