using Azure.Data.Tables;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Policies;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit;
using Xunit.Abstractions;

namespace ParentalConsent.Storage.Tests.Targets;

/// <summary>
/// Deleting from a target in several rounds, cut off at each of its requests to storage, twice over: before the request, and after it.
/// Run again, all is gone, and nothing besides.
/// </summary>
public sealed class CutOffTargetsTests(ITestOutputHelper output)
{
    /// <summary>So little at a time that it takes several rounds.</summary>
    private const int AtATime = 5;

    [Fact]
    public async Task Partition_CutOffAtAnyRequest_IsGoneAfterTheNextRun()
    {
        var table = await FreshTables.CreateAsync();
        string[] others = ["user-10", "user-", "user-2"];
        foreach (var partition in others)
        {
            await table.AddEntityAsync(new TableEntity(partition, "row-00"));
        }

        await CutOffEverywhereAsync(
            new DeletionTarget("profiles", TargetKind.Table, (await Azurite.SharedAsync()).TableUri, table.Name, "user-{subjectId}"),
            "user-1",
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 12).Select(number =>
                new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity("user-1", $"row-{number:D2}")))),
            async () => Assert.Equal(others.Order(StringComparer.Ordinal), (await table.AllRowsAsync()).Select(row => row.PartitionKey).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Blobs_CutOffAtAnyRequest_AreGoneAfterTheNextRun()
    {
        var blobs = await BlobAccount.CreateAsync();
        string[] others = ["10/a", "1", "2/1/a"];
        await blobs.PutAsync(others);
        var target = new DeletionTarget("uploads", TargetKind.Blobs, blobs.Endpoint, blobs.Container, "{subjectId}/");
        await CutOffEverywhereAsync(
            target,
            "1/",
            () => blobs.PutAsync([.. Enumerable.Range(0, 12).Select(number => $"1/many/{number:D2}")]),
            async () => Assert.Equal(
                new TargetAnswer.Counted(others.Length),
                await (await AzureTargetsTests.TargetsAsync()).CountAsync(target, "", 100, default)));
    }

    private async Task CutOffEverywhereAsync(DeletionTarget target, string place, Func<Task> fill, Func<Task> assertOthersOnly)
    {
        await fill();
        var requests = await RunAsync(target, place, null, after: false);
        await assertOthersOnly();
        Assert.InRange(requests, 7, 40);
        for (var cutAt = 1; cutAt <= requests; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                await fill();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(target, place, cutAt, after));

                await RunAsync(target, place, null, after: false);
                await assertOthersOnly();
            }
        }

        output.WriteLine($"{2 * requests} kill points");
    }

    /// <summary>As a case does it, until a look finds nothing; by a worker of its own, as after a kill.</summary>
    /// <returns>How many requests it took.</returns>
    private static async Task<int> RunAsync(DeletionTarget target, string place, int? cutAt, bool after)
    {
        await using var proxy = new CutOffProxy(target.Endpoint, cutAt, after);
        var targets = await AzureTargetsTests.TargetsAsync();
        TargetAnswer answer;
        do
        {
            answer = await targets.DeleteAsync(target with { Endpoint = proxy.Url }, place, AtATime, proxy.Killed);
            proxy.Killed.ThrowIfCancellationRequested();
        }
        while (answer is TargetAnswer.Counted { Count: > 0 });

        Assert.Equal(new TargetAnswer.Counted(0), answer);
        return proxy.Requests;
    }
}
