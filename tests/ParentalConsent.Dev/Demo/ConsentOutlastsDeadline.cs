namespace ParentalConsent.Dev.Demo;

internal sealed class ConsentOutlastsDeadline : IStory
{
    private static readonly TimeSpan OneSweep = TimeSpan.FromSeconds(4);

    public string Title => "5  Bea's deadline has passed too: what her parent allowed is still there";

    public async Task PlayAsync(Stage stage)
    {
        Stage.Expect(stage.Kept is not null, "a registration that a parent agreed to");
        var path = $"/api/v1/registrations/{stage.Kept}";
        var before = await stage.GetAsync(path, "state", "deadline");
        var left = DateTimeOffset.Parse(before["deadline"]!, null) + OneSweep - TimeProvider.System.GetUtcNow();
        await stage.Terminal.WhileAsync(
            "waiting for the deadline and a sweep", Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, stage.CancellationToken));

        var after = await stage.GetAsync(path, "state");
        Stage.Expect(after["state"] == "granted", "the sweep leaves alone what a consent covers");
        var data = await stage.GetAsync($"{path}/data", "nickname");
        Stage.Expect(data["nickname"] is not null, "the data is still there");
    }
}
