using ParentalConsent.Core.Secrets;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.DeletionLog;

public sealed class TendDeletionLogTests
{
    private readonly MemoryClock clock = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly MemorySecretSource secrets = new();

    /// <summary>A sweep must go on: what is missing is a proof, and an alert says so.</summary>
    [Theory]
    [InlineData]
    [InlineData("bm90IGEga2V5IGJ1dCBsb25nIGVub3VnaCBmb3Igb25l")]
    public async Task WithoutItsKey_NothingIsSigned_AndNothingThrown(params string[] key)
    {
        secrets.Set(SecretNames.LogSigningKey, key);
        var parts = await LoggedAsync();
        await parts.Tend.ExecuteAsync(clockIsRight: true, default);
        Assert.Null(await parts.Checkpoints.ReadLatestAsync(default));
    }

    [Fact]
    public async Task WithItsKey_ACheckpointIsSigned()
    {
        var parts = await LoggedAsync();
        await parts.Tend.ExecuteAsync(clockIsRight: true, default);
        Assert.NotNull(await parts.Checkpoints.ReadLatestAsync(default));
    }

    [Fact]
    public async Task WhileNothingIsLogged_NothingIsSigned()
    {
        var parts = new LogParts(new MemoryDeletionLog(clock), new MemoryLogCheckpoints(), clock, secrets);
        await parts.Tend.ExecuteAsync(clockIsRight: true, default);
        Assert.Null(await parts.Checkpoints.ReadLatestAsync(default));
    }

    private async Task<LogParts> LoggedAsync()
    {
        var log = new MemoryDeletionLog(clock);
        await log.AppendAsync([Entries.Deletion(1)], default);
        return new LogParts(log, new MemoryLogCheckpoints(), clock, secrets);
    }
}
