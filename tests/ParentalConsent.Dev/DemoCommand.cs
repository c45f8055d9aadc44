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
        var failed = await PlayAsync(terminal, folder, cancellationToken);
        if (failed == 0)
        {
            Directory.Delete(folder, recursive: true);
            terminal.Heading("Every story ended as it should. Everything is stopped.");
            return 0;
        }

        terminal.Heading($"Did not end as they should: {failed}. Everything is stopped; the logs are in {Path.Combine(folder, "logs")}");
        return 1;
    }

    private static async Task<int> PlayAsync(Terminal terminal, string folder, CancellationToken cancellationToken)
    {
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

        return failed;
    }
}
