using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit;

namespace ParentalConsent.Dev;

/// <summary>Starts everything, says where it is, and stays until Ctrl-C.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, ".dev");
        var runFile = Path.Combine(folder, "run.json");
        await using var stack = await Started.StackAsync(terminal, folder, cancellationToken);

        terminal.Heading("Ready");
        terminal.Line($"  Sample sign-up   {stack.Run.SignUpUrl}");
        terminal.Line($"  Mailbox          {stack.Run.MailUrl}");
        terminal.Line($"  Console          {new Uri(stack.Run.BaseUrl, "console")}");
        terminal.Line($"    console key    {stack.Run.ConsoleKey}");
        terminal.Line();
        terminal.Line($"  Addresses and keys for scripts: {runFile}");
        terminal.Line($"  Logs: {Path.Combine(folder, "logs")}");
        terminal.Line($"  Client '{stack.Run.ClientId}' has real days; for '{stack.Run.TestClientId}' a day lasts a second.");
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

        File.Delete(runFile);
        return 0;
    }
}
