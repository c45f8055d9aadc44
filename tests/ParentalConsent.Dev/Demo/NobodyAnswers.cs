namespace ParentalConsent.Dev.Demo;

internal sealed class NobodyAnswers : IStory
{
    public string Title => "4  Dee is 15 and nobody answers: reminded, expired, deleted (14 days in 14 seconds)";

    public async Task PlayAsync(Stage stage)
    {
        var dee = new Child("Dee Fifteenyears", "player-dee-7004", new DateOnly(2011, 9, 9), "dee.parent@family.test", "deenick7004");
        var (id, _) = await stage.AskParentAsync(dee);
        await stage.ShowStorageAsync(id, dee);
        await stage.WaitUntilDeletedAsync(id);

        var mails = await stage.Mailbox.ForAsync(dee.ParentEmail, stage.CancellationToken);
        foreach (var reminder in mails.Skip(1))
        {
            stage.ShowMail(reminder);
        }

        Stage.Expect(mails.Count > 1, "at least one reminder before the end");
        await stage.ShowStorageAsync(id, dee);
    }
}
