using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure.Data.Tables;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Policies;
using ParentalConsent.Storage.Targets;
using ParentalConsent.Storage.Tests.Secrets;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Targets;

/// <summary>Against the real services of Azurite.</summary>
public sealed class AzureTargetsTests
{
    [Fact]
    public async Task Partition_IsCountedAndDeleted_AndNothingBesides()
    {
        var table = await FreshTables.CreateAsync();
        var rows = Enumerable.Range(0, 1250).Select(number => new TableEntity("user-1", $"row-{number:D5}")).ToList();
        foreach (var chunk in rows.Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        }

        foreach (var partition in new[] { "user-10", "user-", "USER-1", "user-1'" })
        {
            await table.AddEntityAsync(new TableEntity(partition, "row"));
        }

        var target = new DeletionTarget("profiles", TargetKind.Table, (await Azurite.SharedAsync()).TableUri, table.Name, "user-{subjectId}");
        var targets = await TargetsAsync();
        Assert.Equal(1200, await CountAsync(targets.CountAsync(target, "user-1", 1200, default)));
        Assert.Equal(1250, await CountAsync(targets.CountAsync(target, "user-1", 20_000, default)));
        Assert.Equal(1000, await CountAsync(targets.DeleteAsync(target, "user-1", 1000, default)));
        Assert.Equal(250, await CountAsync(targets.DeleteAsync(target, "user-1", 1000, default)));
        Assert.Equal(0, await CountAsync(targets.DeleteAsync(target, "user-1", 1000, default)));
        Assert.Equal(0, await CountAsync(targets.CountAsync(target, "user-1", 1, default)));
        Assert.Equal(1, await CountAsync(targets.DeleteAsync(target, "user-1'", 1000, default)));
        Assert.Equal(["USER-1", "user-", "user-10"], (await table.AllRowsAsync()).Select(row => row.PartitionKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Blobs_AreCountedAndDeleted_WithTheirSnapshots_AndNothingBesides()
    {
        var blobs = await BlobAccount.CreateAsync();
        string[] own = ["1/a.txt", "1/b c+d%.txt", "1/ünï/&?#.txt", "1/deep/er/x", .. Enumerable.Range(0, 1003).Select(number => $"1/many/{number:D4}")];
        string[] others = ["10/a.txt", "1", "2/1/a.txt", "01/a.txt"];
        await blobs.PutAsync([.. own, .. others]);
        await blobs.SnapshotAsync("1/a.txt");

        var target = new DeletionTarget("uploads", TargetKind.Blobs, blobs.Endpoint, blobs.Container, "{subjectId}/");
        var targets = await TargetsAsync();
        Assert.Equal(1005, await CountAsync(targets.CountAsync(target, "1/", 1005, default)));
        Assert.Equal(1007, await CountAsync(targets.CountAsync(target, "1/", 20_000, default)));
        Assert.Equal(1000, await CountAsync(targets.DeleteAsync(target, "1/", 1000, default)));
        Assert.Equal(7, await CountAsync(targets.DeleteAsync(target, "1/", 1000, default)));
        Assert.Equal(0, await CountAsync(targets.CountAsync(target, "1/", 1, default)));
        Assert.Equal(4, await CountAsync(targets.CountAsync(target, "", 100, default)));
    }

    [Fact]
    public async Task TableOrContainerThatIsMissing_IsAFailure_NotADeletion()
    {
        var azurite = await Azurite.SharedAsync();
        var targets = await TargetsAsync();
        var table = new DeletionTarget("t", TargetKind.Table, azurite.TableUri, $"t{Samples.Hex(20)}", "{subjectId}");
        var blobs = new DeletionTarget("b", TargetKind.Blobs, azurite.BlobUri, $"c{Samples.Hex(20)}", "{subjectId}/");
        foreach (var (target, place) in new[] { (table, "1"), (blobs, "1/") })
        {
            Assert.Equal(new TargetAnswer.Failed("HTTP 404"), await targets.CountAsync(target, place, 10, default));
            Assert.Equal(new TargetAnswer.Failed("HTTP 404"), await targets.DeleteAsync(target, place, 10, default));
        }
    }

    [Fact]
    public async Task WrongKey_IsAFailure()
    {
        var azurite = await Azurite.SharedAsync();
        var table = await FreshTables.CreateAsync();
        var blobs = await BlobAccount.CreateAsync();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var targets = new AzureTargets(new StaticCredential(), ("devstoreaccount1", key));
        Assert.Equal(
            new TargetAnswer.Failed("HTTP 403"),
            await targets.CountAsync(new DeletionTarget("t", TargetKind.Table, azurite.TableUri, table.Name, "{subjectId}"), "1", 10, default));
        Assert.Equal(
            new TargetAnswer.Failed("HTTP 403"),
            await targets.CountAsync(new DeletionTarget("b", TargetKind.Blobs, azurite.BlobUri, blobs.Container, "{subjectId}/"), "1/", 10, default));
    }

    [Theory]
    [InlineData(429, "HTTP 429")]
    [InlineData(503, "HTTP 503")]
    [InlineData(403, "HTTP 403")]
    public async Task ServiceThatSaysNo_IsAFailure_InAWord(int status, string why)
    {
        await using var server = TargetDouble.Answering(context => context.Response.StatusCode = status);
        var targets = await TargetsAsync();
        Assert.Equal(new TargetAnswer.Failed(why), await targets.CountAsync(Blobs(server.Url), "1/", 10, default));
        Assert.Equal(
            new TargetAnswer.Failed(why),
            await targets.DeleteAsync(new DeletionTarget("t", TargetKind.Table, server.Url, "people", "{subjectId}"), "1", 10, default));
    }

    [Fact]
    public async Task BlobThatCannotBeDeleted_KeepsNoneOfTheOthers_AndIsAFailure()
    {
        var deleted = new ConcurrentQueue<string>();
        await using var server = TargetDouble.Answering(context =>
        {
            if (context.Request.HttpMethod == "DELETE")
            {
                deleted.Enqueue(context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = context.Request.Url.AbsolutePath.EndsWith("leased", StringComparison.Ordinal) ? 412 : 202;
                return;
            }

            TargetDouble.Write(
                context,
                $"<?xml version=\"1.0\"?><EnumerationResults><Blobs><Blob><Name>1/leased</Name></Blob>{string.Concat(Enumerable.Range(0, 50).Select(number => $"<Blob><Name>1/{number}</Name></Blob>"))}</Blobs><NextMarker/></EnumerationResults>");
        });
        Assert.Equal(new TargetAnswer.Failed("HTTP 412"), await (await TargetsAsync()).DeleteAsync(Blobs(server.Url), "1/", 1000, default));
        Assert.Equal(51, deleted.Distinct().Count());
    }

    [Theory]
    [InlineData("2/other.txt")]
    [InlineData("1/../2/other.txt")]
    [InlineData("1/./a.txt")]
    public async Task NameThatIsNotOfTheSubject_IsNeverDeleted(string name)
    {
        var deletes = 0;
        await using var server = TargetDouble.Answering(context =>
        {
            if (context.Request.HttpMethod == "DELETE")
            {
                deletes++;
            }

            TargetDouble.Write(context, $"<?xml version=\"1.0\"?><EnumerationResults><Blobs><Blob><Name>1/a.txt</Name></Blob><Blob><Name>{name}</Name></Blob></Blobs><NextMarker/></EnumerationResults>");
        });
        Assert.Equal(new TargetAnswer.Failed("unsafeName"), await (await TargetsAsync()).DeleteAsync(Blobs(server.Url), "1/", 10, default));
        Assert.Equal(0, deletes);
    }

    [Fact]
    public async Task NobodyThere_IsAFailure()
    {
        var gone = TargetDouble.Answering(_ => { });
        await gone.DisposeAsync();
        Assert.Equal(new TargetAnswer.Failed("noAnswer"), await (await TargetsAsync()).CountAsync(Blobs(gone.Url), "1/", 10, default));
    }

    private static DeletionTarget Blobs(Uri url) => new("b", TargetKind.Blobs, url, "uploads", "{subjectId}/");

    private static async Task<int> CountAsync(Task<TargetAnswer> answer) => Assert.IsType<TargetAnswer.Counted>(await answer).Count;

    internal static async Task<AzureTargets> TargetsAsync()
    {
        var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = (await Azurite.SharedAsync()).ConnectionString };
        return new AzureTargets(new StaticCredential(), ((string)parts["AccountName"], (string)parts["AccountKey"]));
    }
}
