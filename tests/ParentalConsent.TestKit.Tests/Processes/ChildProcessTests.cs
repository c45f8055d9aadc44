using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.TestKit.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly string folder = Checkout.NewWorkFolder("child");

    [Fact]
    public async Task Stop_AsksTheProcessToEnd()
    {
        await using var child = Shell("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        await UntilAsync(() => child.Output.Contains("ready", StringComparison.Ordinal));
        await child.StopAsync();
        Assert.Contains("asked", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_LeavesNoChanceToClearUp()
    {
        await using var child = Shell("trap 'echo asked' TERM; echo ready; while :; do sleep 0.1; done");
        await UntilAsync(() => child.Output.Contains("ready", StringComparison.Ordinal));
        await child.KillAsync();
        Assert.True(child.HasExited);
        Assert.DoesNotContain("asked", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_OfBothStreams_IsAlsoInTheLogFile()
    {
        await using (var child = Shell("echo one; echo two >&2"))
        {
            await child.WaitForExitAsync();
            Assert.Contains("one", child.Output, StringComparison.Ordinal);
            Assert.Contains("two", child.Output, StringComparison.Ordinal);
        }

        Assert.Equal(2, File.ReadAllLines(LogFile).Length);
    }

    [Fact]
    public async Task Environment_MayHaveNamesThatNoShellAllows()
    {
        await using var child = ChildProcess.Start(
            "/usr/bin/env", [], new Dictionary<string, string> { ["Secrets__console-key"] = "value" }, LogFile);
        await child.WaitForExitAsync();
        Assert.Contains("Secrets__console-key=value", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_WhoseStarterIsKilled_DiesToo()
    {
        // The watcher sees the same as when this whole test process is killed: its pipe closes without a word.
        await using var child = Shell("echo ready; while :; do sleep 0.1; done");
        await UntilAsync(() => child.Output.Contains("ready", StringComparison.Ordinal));
        child.AbandonWatcher();
        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(child.HasExited);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string LogFile => Path.Combine(folder, "child.log");

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 600, "not within a minute");
            await Task.Delay(100);
        }
    }

    private ChildProcess Shell(string script) =>
        ChildProcess.Start("/bin/sh", ["-c", script], new Dictionary<string, string>(), LogFile);
}
