using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class PropertyTypesTests
{
    private static readonly DateTimeOffset Instant = new(2026, 2, 28, 23, 59, 59, 123, 456, TimeSpan.FromHours(2));

    [Fact]
    public async Task AnEntityClass_ComesBackAsItWas()
    {
        var table = await TestTables.CreateAsync();
        var row = new PersonRow
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "Zoë \"quoted\" \\ \n 🙂",
            Number = int.MinValue,
            MaybeNumber = 7,
            Large = long.MaxValue,
            MaybeLarge = -1,
            Flag = true,
            Ratio = 0.1,
            MaybeRatio = 5,
            Due = Instant,
            Seen = Instant.UtcDateTime,
            Id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            Bytes = [0, 1, 254, 255],
            Data = BinaryData.FromBytes(new byte[] { 9, 8 }),
            Mood = Mood.Glad,
            MaybeMood = Mood.Calm,
            Renamed = "renamed",
            Ignored = "ignored",
        };
        await table.AddEntityAsync(row);

        var read = (await table.GetEntityAsync<PersonRow>("p", "r")).Value;
        Assert.Equal(
            (row.Text, row.Number, row.MaybeNumber, row.Large, row.MaybeLarge, row.Flag, row.Ratio),
            (read.Text, read.Number, read.MaybeNumber, read.Large, read.MaybeLarge, read.Flag, read.Ratio));
        Assert.Equal((row.MaybeRatio, row.Due, row.Seen, row.Id), (read.MaybeRatio, read.Due, read.Seen, read.Id));
        Assert.Equal((TimeSpan.Zero, DateTimeKind.Utc), (read.Due!.Value.Offset, read.Seen!.Value.Kind));
        Assert.Equal(row.Bytes, read.Bytes);
        Assert.Equal(row.Data.ToArray(), read.Data!.ToArray());
        Assert.Equal((Mood.Glad, Mood.Calm, "renamed", (string?)null), (read.Mood, read.MaybeMood, read.Renamed, read.Ignored));
        Assert.NotEqual(default, read.ETag);
        Assert.NotNull(read.Timestamp);

        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("Glad", "renamed", "p/r"), (stored.GetString("Mood"), stored.GetString("stored_name"), stored.GetString("Computed")));
        Assert.False(stored.ContainsKey("Ignored"));
        Assert.False(stored.ContainsKey("Renamed"));
    }

    [Fact]
    public async Task WhatIsNull_IsNotStored()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new PersonRow { PartitionKey = "p", RowKey = "r" });

        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.False(stored.ContainsKey("Text"));
        Assert.False(stored.ContainsKey("Due"));
        var read = (await table.GetEntityAsync<PersonRow>("p", "r")).Value;
        Assert.Equal((null, null, null, null), (read.Text, read.Due, read.MaybeNumber, read.Bytes));
    }

    [Fact]
    public async Task Merging_LeavesAloneWhatIsNull()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "kept" });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Text"] = null, ["Number"] = 1 });

        Assert.Equal("kept", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Text"));
    }

    [Fact]
    public async Task ADictionaryEntity_ComesBackWithItsTypes()
    {
        var table = await TestTables.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = string.Empty,
            ["Flag"] = false,
            ["Number"] = 0,
            ["Large"] = 5_000_000_000,
            ["Small"] = 1L,
            ["Ratio"] = 1.5,
            ["Whole"] = 2.0,
            ["Id"] = Guid.Empty,
            ["Due"] = Instant,
            ["Bytes"] = Array.Empty<byte>(),
            ["Data"] = BinaryData.FromString("data"),
        });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(
            (string.Empty, false, 0, 5_000_000_000, 1L, 1.5, 2.0, Guid.Empty),
            (read.GetString("Text"), read.GetBoolean("Flag"), read.GetInt32("Number"), read.GetInt64("Large"), read.GetInt64("Small"),
                read.GetDouble("Ratio"), read.GetDouble("Whole"), read.GetGuid("Id")));
        Assert.Equal(Instant, read.GetDateTimeOffset("Due"));
        Assert.Equal(Instant.UtcDateTime, read.GetDateTime("Due"));
        Assert.Equal([], read.GetBinary("Bytes"));
        Assert.Equal("data", read.GetBinaryData("Data").ToString());
        Assert.DoesNotContain(read.Keys, key => key.EndsWith("@odata.type", StringComparison.Ordinal) || key == "odata.metadata");
    }

    [Fact]
    public void ReadingAsAnotherType_Throws()
    {
        var entity = new TableEntity { ["Number"] = 1, ["Text"] = "x" };

        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinary("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTime("Text"));
        Assert.Null(entity.GetInt64("Missing"));
        Assert.Null(entity["Missing"]);
    }

    [Fact]
    public void APropertyKeepsItsType_ExceptThatAnIntMayWiden()
    {
        var entity = new TableEntity { ["Large"] = 1L, ["Number"] = 1, ["Text"] = "x" };

        entity["Large"] = 2;
        Assert.Equal(2L, entity["Large"]);
        entity["Number"] = 3L;
        Assert.Equal(3L, entity["Number"]);
        Assert.Throws<InvalidOperationException>(() => entity["Text"] = 1);
        entity["Text"] = null;
        entity["Text"] = 1;
        Assert.Equal(1, entity["Text"]);
    }

    [Fact]
    public async Task WhatATableCannotHold_IsRefusedBeforeAnyCall()
    {
        var service = new FakeService();
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = Mood.Calm }));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = TimeSpan.Zero }));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = DateTime.SpecifyKind(Instant.DateTime, DateTimeKind.Local) }));
        Assert.Empty(service.Requests);
    }
}
