using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Storage.Tests.Signals;

/// <summary>What every store of signal reports does.</summary>
public abstract class SignalReportsContract
{
    protected abstract Task<ISignalReports> CreateAsync();

    [Fact]
    public async Task Read_GivesTheNewestFirst_AsTheyWereAdded()
    {
        var reports = await CreateAsync();
        var all = Enumerable.Range(0, 5).Select(hours => Report(Samples.Now.AddHours(-9 * hours))).ToList();
        foreach (var report in all.OrderBy(report => report.RegistrationId, StringComparer.Ordinal))
        {
            await reports.AddAsync(report, default);
        }

        var read = await reports.ReadAsync(all[3].At, 3, default);

        Assert.Equal(all[..3].Select(Text), read.Select(Text));
    }

    [Fact]
    public async Task Add_OfTheSameRegistrationOnTheSameDay_TakesThePlaceOfTheEarlier()
    {
        var reports = await CreateAsync();
        var first = Report(Samples.Now);
        var again = first with { At = first.At.AddMinutes(1), Signals = [.. first.Signals, RiskSignal.QuickAnswer] };
        await reports.AddAsync(first, default);
        await reports.AddAsync(again, default);

        Assert.Equal(Text(again), Text(Assert.Single(await reports.ReadAsync(Samples.Now.AddDays(-1), 9, default))));
    }

    [Fact]
    public async Task Prune_RemovesWhatIsOlder()
    {
        var reports = await CreateAsync();
        var all = Enumerable.Range(0, 4).Select(days => Report(Samples.Now.AddDays(-days))).ToList();
        await Task.WhenAll(all.Select(report => reports.AddAsync(report, default)));

        await reports.PruneAsync(all[2].At, default);

        Assert.Equal(all[..3].Select(Text), (await reports.ReadAsync(Samples.Now.AddDays(-30), 9, default)).Select(Text));
    }

    private static SignalReport Report(DateTimeOffset at) => new(
        Samples.Hex(32), "games", [RiskSignal.AddressVariant, RiskSignal.SameDevice], VerificationMethod.EmailPlus, Assurance.Verified, at);

    private static string Text(SignalReport report) => $"{report with { Signals = [] }} {string.Join(' ', report.Signals)}";
}
