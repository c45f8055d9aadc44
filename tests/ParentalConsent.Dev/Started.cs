using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit.App;

namespace ParentalConsent.Dev;

internal static class Started
{
    /// <summary>Starts everything and says what it is doing meanwhile.</summary>
    public static async Task<LocalStack> StackAsync(Terminal terminal, string folder, CancellationToken cancellationToken)
    {
        var part = "everything";
        terminal.Heading("Starting on this machine only (127.0.0.1)");
        var stack = await terminal.WhileAsync(
            "starting", LocalStack.StartAsync(folder, Report, cancellationToken: cancellationToken));
        terminal.Success(part);
        return stack;

        void Report(string next)
        {
            if (part != "everything")
            {
                terminal.Success(part);
            }

            part = next;
        }
    }
}
