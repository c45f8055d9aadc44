using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Health;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Live_IsAnsweredWithoutAskingAnybody()
    {
        await using var started = await StartedHost.StartAsync();

        Assert.Equal("live", (await (await started.Host.Anybody.GetPathAsync("/health/live")).JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ready_NamesEachDependency_AndIs503WhereOneDoesNotAnswer()
    {
        var vault = new Dependency("vault");
        var host = new ConsentHost();
        host.Dependencies.AddRange([vault, new Dependency("tables")]);
        await host.InitializeAsync();
        try
        {
            Assert.Equal("ready: tables True, vault True", await AskAsync(host, HttpStatusCode.OK));

            vault.Fault = new HttpRequestException("marked-secret-address");
            Assert.Equal("ready: tables True, vault True", await AskAsync(host, HttpStatusCode.OK));
            Assert.Equal(1, vault.Asked);

            host.Clock.Advance(TimeSpan.FromSeconds(3));
            Assert.Equal("notReady: tables True, vault False", await AskAsync(host, HttpStatusCode.ServiceUnavailable));
            Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("marked", StringComparison.Ordinal));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>An instance that cannot delete now must stay, to delete later; who watches the deleting asks elsewhere.</summary>
    [Fact]
    public async Task DeletingThatFails_IsSaid_AndLeavesTheInstanceReady()
    {
        await using var started = await StartedHost.StartAsync();
        Assert.Equal("good 0 ", await DeletionAsync(started.Host, "/health/ready", HttpStatusCode.OK));
        Assert.Equal("good 0 ", await DeletionAsync(started.Host, "/health/deletion", HttpStatusCode.OK));

        await started.Host.Sample.RegisterMinorAsync();
        started.Host.Clock.Now = Assert.Single(started.Host.Deadlines.Entries).Due.AddHours(30);
        Assert.Equal("sweepMissing 30 ", await DeletionAsync(started.Host, "/health/ready", HttpStatusCode.OK));
        Assert.Equal("sweepMissing 30 ", await DeletionAsync(started.Host, "/health/deletion", HttpStatusCode.ServiceUnavailable));

        await started.Host.Services.GetRequiredService<DeleteUnconsented>().ExecuteAsync(CancellationToken.None);
        started.Host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.StartsWith("overdue 30 20", await DeletionAsync(started.Host, "/health/deletion", HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaseThatNobodyLooksAt_IsOverdue_AndThoseThatNeedAPersonAreCounted()
    {
        await using var started = await StartedHost.StartAsync();
        Assert.Equal(" 0", await OwedAsync(started.Host, HttpStatusCode.OK));
        var open = new DeletionCase
        {
            DeletionId = new string('d', 24),
            RegistrationId = new string('e', 32),
            Attempt = new string('f', 16),
            ClientId = "games",
            PlannedAt = started.Host.Clock.Now,
            Line = CaseLine.New(new string('d', 24), started.Host.Clock.Now),
            Steps = [new CaseStep(StepNames.ClientSystems) { NeedsPerson = true }],
        };
        await started.Host.Cases.AddLineAsync(open, CancellationToken.None);
        started.Host.Clock.Advance(TimeSpan.FromHours(2));
        await started.Host.Services.GetRequiredService<DeleteUnconsented>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("case 1", await OwedAsync(started.Host, HttpStatusCode.ServiceUnavailable));
        Assert.StartsWith("overdue 2 ", await DeletionAsync(started.Host, "/health/ready", HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletingThatCannotBeLookedAt_IsUnknown()
    {
        await using var started = await StartedHost.StartAsync();
        started.Host.Watch.Calls.Before = _ => throw new IOException("marked");

        Assert.Equal("unknown  ", await DeletionAsync(started.Host, "/health/ready", HttpStatusCode.OK));
        Assert.Equal("unknown  ", await DeletionAsync(started.Host, "/health/deletion", HttpStatusCode.ServiceUnavailable));
        Assert.DoesNotContain(started.Host.Logs.Lines, line => line.Contains("marked", StringComparison.Ordinal));
    }

    private static async Task<string> DeletionAsync(ConsentHost host, string path, HttpStatusCode expected)
    {
        var answer = await (await host.Anybody.GetPathAsync(path)).JsonAsync(expected);
        var deletion = answer.TryGetProperty("deletion", out var inner) ? inner : answer;
        return $"{deletion.GetProperty("state")} {Text("oldestOverdueHours")} {Text("lastSweepAt")}";

        string Text(string name) => deletion.TryGetProperty(name, out var value) ? value.ToString() : "";
    }

    private static async Task<string> OwedAsync(ConsentHost host, HttpStatusCode expected)
    {
        var answer = await (await host.Anybody.GetPathAsync("/health/deletion")).JsonAsync(expected);
        return $"{(answer.TryGetProperty("oldestOverdue", out var kind) ? kind : "")} {answer.GetProperty("casesWaitingForPerson")}";
    }

    private static async Task<string> AskAsync(ConsentHost host, HttpStatusCode expected)
    {
        var answer = await (await host.Anybody.GetPathAsync("/health/ready")).JsonAsync(expected);
        var dependencies = answer.GetProperty("dependencies").EnumerateArray()
            .Select(dependency => $"{dependency.GetProperty("name").GetString()} {dependency.GetProperty("answers").GetBoolean()}");
        return $"{answer.GetProperty("status").GetString()}: {string.Join(", ", dependencies)}";
    }

    private sealed class Dependency(string name) : IDependencyCheck
    {
        public string Name => name;

        public Exception? Fault { get; set; }

        public int Asked { get; private set; }

        public Task CheckAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
        }
    }
}
