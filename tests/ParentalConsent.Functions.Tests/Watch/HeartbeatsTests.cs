using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Watch;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.Watch;

public sealed class HeartbeatsTests
{
    private readonly MemoryClock clock = new();
    private readonly MemoryWatchStore watch = new();
    private readonly Heartbeats heartbeats;

    public HeartbeatsTests() => heartbeats = new Heartbeats(watch, clock, NullLogger<Heartbeats>.Instance);

    [Fact]
    public async Task Timer_NotesThatItBegan_BeforeItRuns_AndThatItFinished()
    {
        var began = clock.Now;
        await heartbeats.Invoke(Context("Sweep", "timerTrigger"), _ =>
        {
            Assert.Equal([new Heartbeat("Sweep", began)], watch.Rows.Heartbeats);
            clock.Advance(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        });

        Assert.Equal([new Heartbeat("Sweep", began, clock.Now)], watch.Rows.Heartbeats);
    }

    [Theory]
    [InlineData("timerTrigger")]
    [InlineData("queueTrigger")]
    public async Task Failure_IsNotedByItsType_AndGoesOnToTheHost(string trigger)
    {
        await Assert.ThrowsAsync<TimeoutException>(() =>
            heartbeats.Invoke(Context("Work", trigger), _ => throw new TimeoutException("marked parent@example.test")));

        Assert.Equal([new Heartbeat("Work", clock.Now, null, clock.Now, "TimeoutException")], watch.Rows.Heartbeats);
    }

    [Fact]
    public async Task Queue_CostsOneCallAMinute_HoweverManyMessagesThereAre()
    {
        var context = Context("Work", "queueTrigger");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => heartbeats.Invoke(context, _ => Task.Delay(1))));
        Assert.Equal(1, watch.Calls.Count);

        clock.Advance(TimeSpan.FromSeconds(61));
        await heartbeats.Invoke(context, _ => Task.CompletedTask);
        Assert.Equal(2, watch.Calls.Count);
        Assert.Equal(clock.Now, Assert.Single(watch.Rows.Heartbeats).FinishedAt);
    }

    [Fact]
    public async Task Requests_CostNothing()
    {
        await heartbeats.Invoke(Context("Ask", "httpTrigger"), _ => Task.CompletedTask);

        Assert.Equal(0, watch.Calls.Count);
    }

    [Fact]
    public async Task WhatCannotBeNoted_StopsNothing()
    {
        watch.Calls.Before = _ => throw new IOException();
        var ran = 0;

        await heartbeats.Invoke(Context("Sweep", "timerTrigger"), _ => Task.FromResult(ran++));
        await heartbeats.Invoke(Context("Work", "queueTrigger"), _ => Task.FromResult(ran++));

        Assert.Equal(2, ran);
    }

    private static FunctionContext Context(string name, string trigger)
    {
        var binding = Mock.Of<BindingMetadata>(binding => binding.Type == trigger && binding.Name == "it");
        var definition = Mock.Of<FunctionDefinition>(definition =>
            definition.Name == name
            && definition.InputBindings == ImmutableDictionary<string, BindingMetadata>.Empty.Add("it", binding));
        return Mock.Of<FunctionContext>(context => context.FunctionDefinition == definition);
    }
}
