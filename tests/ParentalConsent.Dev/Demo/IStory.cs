namespace ParentalConsent.Dev.Demo;

internal interface IStory
{
    string Title { get; }

    /// <exception cref="NotAsExpectedException">It did not end as it should.</exception>
    Task PlayAsync(Stage stage);
}
