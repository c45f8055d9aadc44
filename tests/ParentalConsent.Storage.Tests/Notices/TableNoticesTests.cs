using Azure.Data.Tables;
using ParentalConsent.Core.Notices;
using ParentalConsent.Storage.Notices;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Notices;

public sealed class TableNoticesTests : NoticesContract
{
    protected override async Task<INotices> CreateAsync() => new TableNotices(await FreshTables.CreateAsync());

    [Fact]
    public async Task AddAndFind_AreOneCallEach()
    {
        var counting = new CountingPolicy();
        var notices = new TableNotices(await FreshTables.CreateAsync(counting));
        await notices.AddAsync(Notice(), default);
        await notices.FindAsync(Notice().Hash, default);

        Assert.Equal(2, counting.Count);
    }

    [Fact]
    public async Task TextThatWasChanged_IsNotShown()
    {
        var table = await FreshTables.CreateAsync();
        var notices = new TableNotices(table);
        await notices.AddAsync(Notice(), default);
        var row = Assert.Single(await table.AllRowsAsync());
        row["Text"] = "another text"u8.ToArray();
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        await Assert.ThrowsAsync<InvalidOperationException>(() => notices.FindAsync(Notice().Hash, default));
    }
}
