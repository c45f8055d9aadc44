namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class StartFailureTests
{
    [Theory]
    [InlineData("UnknownParameter", "'other'")]
    [InlineData("UnconvertibleParameter", "'id'")]
    [InlineData("WrongHttpType", "'request'")]
    [InlineData("WrongTimerType", "'timer'")]
    [InlineData("WrongQueueType", "'message'")]
    [InlineData("NoTrigger", "0 triggers")]
    [InlineData("TwoTriggers", "2 triggers")]
    [InlineData("BadReturn", "System.Int32")]
    [InlineData("AsyncVoid", "async void")]
    [InlineData("Reserved", "/admin")]
    [InlineData("BadRoute", "malformed")]
    [InlineData("SameName", "Two functions")]
    [InlineData("MissingSetting", "'Not:There'")]
    [InlineData("BadSchedule", "every day")]
    [InlineData("NoConnection", "'Elsewhere'")]
    [InlineData("Hidden", "public")]
    public async Task Start_WithAFunctionThatCannotRun_StopsAndNamesIt(string function, string named)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.StartAsync([function], new() { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "" }));

        Assert.Contains($"'{function}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithOneRouteTwice_NamesBothFunctions()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(["SameRouteA", "SameRouteB"]));

        Assert.Contains("'SameRouteA'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'SameRouteB'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralBadFunctions_NamesAllOfThem()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(["NoTrigger", "BadReturn"]));

        Assert.Contains("'NoTrigger'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'BadReturn'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAConnectionThatIsNoConnectionString_DoesNotRepeatIt()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.StartAsync(["NoConnection"], new() { ["Elsewhere"] = "AccountKey=very-secret" }));

        Assert.Contains("'Elsewhere'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "0")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("newBatchThreshold", "0")]
    [InlineData("visibilityTimeout", "soon")]
    [InlineData("maxPollingInterval", "-00:00:01")]
    [InlineData("messageEncoding", "rot13")]
    public async Task Start_WithAQueueSettingOutOfRange_NamesIt(string name, string value)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestHost.StartAsync(["Hello"], new() { [$"AzureFunctionsJobHost:extensions:queues:{name}"] = value }));

        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisabledFunction_IsNotLookedAt()
    {
        await using var host = await TestHost.StartAsync(["Hello", "NoTrigger"], new() { ["AzureWebJobs.NoTrigger.Disabled"] = "true" });

        Assert.Equal("hello x", await host.Client.GetStringAsync("/api/hello/x"));
    }
}
