namespace Azure.Data.Tables.Models;

/// <summary>Makes answers of the service for tests of code that mocks the clients.</summary>
public static class TableModelFactory
{
#pragma warning disable IDE0060 // The official signature has the parameters; its model does not expose them either.
    public static TableItem TableItem(
        string name = null, string odataType = null, string odataId = null, string odataEditLink = null) => new(name);
#pragma warning restore IDE0060
}
