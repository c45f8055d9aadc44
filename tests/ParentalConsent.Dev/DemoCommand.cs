using ParentalConsent.Dev.Demo;
using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit;

namespace ParentalConsent.Dev;

/// <summary>Plays the main job through on real parts, and fails if anything ended otherwise than it should.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = Checkout.NewWorkFolder("demo");
        await using var stack = await Started.StackAsync(terminal, folder, cancellationToken);
        using var stage = new Stage(terminal, stack, cancellationToken);
        IStory[] stories =
        [
            new OfAge(), new ParentConsents(), new ParentRefuses(), new NobodyAnswers(), new ConsentOutlastsDeadline(), new DeletionLogShown(),
        ];

        var failed = 0;
        foreach (var story in stories)
        {
            terminal.Heading(story.Title);
            try
            {
                await story.PlayAsync(stage);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failed++;
                terminal.Failure($"{failure.GetType().Name}: {failure.Message}");
            }
        }

        terminal.Heading(failed == 0 ? "Every story ended as it should." : $"{failed} of {stories.Length} did not end as they should.");
        terminal.Line($"  Logs: {Path.Combine(folder, "logs")}");
        return failed == 0 ? 0 : 1;
    }
}
