using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class QueueTriggerTests
{
    [Fact]
    public async Task Message_IsHandedOverAndDeletedAfterSuccess()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.SendAsync("registration-1");
        await using var host = await StartAsync(queue, probe);

        var seen = await probe.NextAsync();

        Assert.Equal("registration-1", seen.Input);
        Assert.Equal(1, seen.DequeueCount);
        Assert.NotEmpty(seen.Id);
        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task MissingQueue_IsCreated_AndReadOnceThereIsAMessage()
    {
        var queue = await TestQueue.CreateAsync(exists: false);
        var probe = new Probe();
        await using var host = await StartAsync(queue, probe);
        await TestQueue.UntilAsync(queue.Client, 0);

        await queue.SendAsync("late");

        Assert.Equal("late", (await probe.NextAsync()).Input);
        Assert.DoesNotContain(host.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task FailingMessage_IsTriedAsOftenAsAllowed_ThenMovedToThePoisonQueue()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe { OnCall = (_, _) => throw new InvalidOperationException("cannot") };
        await queue.SendAsync("bad");
        await using var host = await StartAsync(queue, probe, ("queues:maxDequeueCount", "3"));

        var poisoned = await TestQueue.UntilAsync(queue.Poison, 1);

        Assert.Equal([1, 2, 3], new[] { await probe.NextAsync(), await probe.NextAsync(), await probe.NextAsync() }.Select(seen => seen.DequeueCount));
        Assert.Equal(Convert.ToBase64String("bad"u8), poisoned.Single().MessageText);
        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task FailingMessage_StaysHiddenForTheVisibilityTimeout()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe { OnCall = (_, _) => throw new InvalidOperationException("cannot") };
        await queue.SendAsync("bad");
        await using var host = await StartAsync(queue, probe, ("queues:visibilityTimeout", "00:01:00"));
        await probe.NextAsync();

        // Many polls long: were it not hidden, it would be handed out again.
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal(1, await TestQueue.CountAsync(queue.Client));
        Assert.Empty((await queue.Client.PeekMessagesAsync()).Value);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task FailingMessage_ThatSucceedsLater_IsDeleted()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe
        {
            OnCall = (seen, _) => seen.DequeueCount < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask,
        };
        await queue.SendAsync("at last");
        await using var host = await StartAsync(queue, probe, ("queues:visibilityTimeout", "00:00:01"));

        Assert.Equal([1, 2, 3], new[] { await probe.NextAsync(), await probe.NextAsync(), await probe.NextAsync() }.Select(seen => seen.DequeueCount));
        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.False(await queue.Poison.ExistsAsync());
    }

    [Fact]
    public async Task MessageTakenTooOftenBefore_GoesToThePoisonQueueUntried()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.SendAsync("killed its worker");
        await queue.Client.ReceiveMessageAsync(TimeSpan.FromSeconds(1));
        await using var host = await StartAsync(queue, probe, ("queues:maxDequeueCount", "1"));

        await TestQueue.UntilAsync(queue.Poison, 1);

        Assert.Equal(0, probe.Waiting);
    }

    [Theory]
    [InlineData("not Base64!")]
    [InlineData("QUJ")]
    public async Task MessageThatIsNotBase64_GoesToThePoisonQueueAsItIs(string text)
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.Client.SendMessageAsync(text);
        await using var host = await StartAsync(queue, probe);

        Assert.Equal(text, (await TestQueue.UntilAsync(queue.Poison, 1)).Single().MessageText);
        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task MessageThatDoesNotFit_GoesToThePoisonQueue_AndItsBodyIntoNoLog()
    {
        var queue = await TestQueue.CreateAsync();
        await queue.SendAsync("""{"registrationId":{"marked-secret":1}}""");
        await using var host = await TestHost.StartAsync(
            ["TakeJson"], queue.Settings(("queues:maxDequeueCount", "2")), builder => builder.Services.AddSingleton(new Probe()));

        await TestQueue.UntilAsync(queue.Poison, 1);

        Assert.Contains("'note'", host.Log.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("marked-secret", host.Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongRun_KeepsItsMessageHidden()
    {
        var queue = await TestQueue.CreateAsync();
        var finish = new TaskCompletionSource();
        var probe = new Probe { OnCall = (_, _) => finish.Task };
        await queue.SendAsync("slow");
        await using var host = await StartAsync(queue, probe, ("Functions:Queues:Lease", "00:00:02"));
        var seen = await probe.NextAsync();

        // Longer than the lease: without renewal the message would be handed out a second time.
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal(0, probe.Waiting);
        finish.SetResult();

        await TestQueue.UntilAsync(queue.Client, 0);
        Assert.Equal(1, seen.DequeueCount);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task ManyMessages_AreEachHandledOnce_SeveralAtOnce_NeverMoreThanAllowed()
    {
        var queue = await TestQueue.CreateAsync();
        var (running, most) = (0, 0);
        var handled = new ConcurrentBag<object?>();
        var all = new TaskCompletionSource();
        var probe = new Probe
        {
            OnCall = async (seen, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await Task.Delay(20, CancellationToken.None);
                Interlocked.Decrement(ref running);
                handled.Add(seen.Input);
                if (handled.Count == 100)
                {
                    all.TrySetResult();
                }
            },
        };
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => queue.SendAsync($"m{i}")));
        await using var host = await StartAsync(queue, probe, ("queues:batchSize", "8"), ("queues:newBatchThreshold", "4"));

        await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await TestQueue.UntilAsync(queue.Client, 0);

        Assert.Equal(100, handled.Distinct().Count());
        Assert.Equal(100, handled.Count);
        Assert.InRange(most, 2, 8 + 4);
    }

    [Fact]
    public async Task StorageThatIsDown_IsLoggedAndTriedAgain_AndStopsNothing()
    {
        var probe = new Probe();
        await using var host = await TestHost.StartAsync(
            ["TakeText", "Hello"],
            new()
            {
                ["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bWFya2VkLXNlY3JldA==;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1",
                ["Test:Queue"] = "any",
            },
            builder => builder.Services.AddSingleton(probe));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!host.Log.Lines.Any(line => line.Level == LogLevel.Warning))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.Equal("hello x", await host.Client.GetStringAsync("/api/hello/x"));
        Assert.DoesNotContain("bWFya2VkLXNlY3JldA==", host.Log.AllText, StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static Task<TestHost> StartAsync(TestQueue queue, Probe probe, params (string Name, string Value)[] settings) =>
        TestHost.StartAsync(["TakeText"], queue.Settings(settings), builder => builder.Services.AddSingleton(probe));
}
