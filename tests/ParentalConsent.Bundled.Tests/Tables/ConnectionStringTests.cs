using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class ConnectionStringTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://emulator", "devstoreaccount1", "http://emulator:10002/devstoreaccount1")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=acc;AccountKey={Key};EndpointSuffix=core.windows.net", "acc", "https://acc.table.core.windows.net/")]
    [InlineData($"AccountName=acc;AccountKey={Key};EndpointSuffix=core.chinacloudapi.cn;", "acc", "https://acc.table.core.chinacloudapi.cn/")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acc;AccountKey={Key};TableEndpoint=http://127.0.0.1:20002/acc;", "acc", "http://127.0.0.1:20002/acc")]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=1&sig=x", "acc", "https://acc.table.core.windows.net/")]
    public void EveryForm_NamesAnAccountAndAnAddress(string connectionString, string account, string address)
    {
        var tables = new TableServiceClient(connectionString);
        Assert.Equal((account, address), (tables.AccountName, tables.Uri.AbsoluteUri));

        var table = tables.GetTableClient("mytable");
        Assert.Equal((account, "mytable", $"{address.TrimEnd('/')}/mytable"), (table.AccountName, table.Name, table.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=x")]
    [InlineData($"AccountName=acc;AccountName=acc;AccountKey={Key}")]
    public void WhatIsNoList_IsRefused(string connectionString) =>
        Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));

    [Theory]
    [InlineData($"AccountKey={Key};EndpointSuffix=core.windows.net")]
    [InlineData("AccountName=acc;EndpointSuffix=core.windows.net")]
    [InlineData($"AccountName=acc;AccountKey={Key}")]
    [InlineData("")]
    public void WhatNamesNoAccount_IsRefused_WithoutTellingTheKey(string connectionString)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => new TableServiceClient(connectionString));
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }
}
