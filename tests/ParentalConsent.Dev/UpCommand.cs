using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.App;

namespace ParentalConsent.Dev;

/// <summary>Starts everything, says where it is, and stays until Ctrl-C.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = Checkout.NewWorkFolder("up");
        await using var stack = await Started.StackAsync(terminal, folder, cancellationToken);
        var runFile = Path.Combine(Checkout.Root, ".dev", "run.json");
        stack.Run.Write(runFile);

        terminal.Heading("Ready");
        terminal.Line($"  Sample sign-up   {stack.Run.SignUpUrl}");
        terminal.Line($"  Mailbox          {stack.Run.MailUrl}");
        terminal.Line($"  Console          {new Uri(stack.Run.BaseUrl, "console")}");
        terminal.Line($"    console key    {stack.Run.ConsoleKey}");
        terminal.Line();
        terminal.Line($"  Addresses and keys for scripts: {runFile}");
        terminal.Line($"  Logs: {Path.Combine(folder, "logs")}");
        terminal.Line($"  Client '{stack.Run.ClientId}' has real days; for '{stack.Run.TestClientId}' a day lasts a second.");
        terminal.Line($"  Guardians of '{stack.Run.CheckedClientId}' are sent to a sample bridge, which asks whether they are adults.");
        terminal.Line("  Ctrl-C stops everything; storage and mails are in memory and go with it.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Line();
            terminal.Line("Stopping …");
        }

        DeleteOwn(runFile, stack.Run);
        return 0;
    }

    /// <summary>A copy that was started later from the same checkout has written its own in the meantime.</summary>
    private static void DeleteOwn(string runFile, RunFile own)
    {
        if (File.Exists(runFile) && RunFile.Read(runFile) == own)
        {
            File.Delete(runFile);
        }
    }
}
