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
        var reminders = mails.Where(mail => mail.Subject.StartsWith("Reminder:", StringComparison.Ordinal)).ToList();
        reminders.ForEach(stage.ShowMail);
        Stage.Expect(reminders.Count > 0, "at least one reminder before the end");
        stage.ShowMail(mails[^1]);
        Stage.Expect(mails[^1].Text.Contains("/certificates/", StringComparison.Ordinal), "a last mail that leads to the certificate");
        await stage.ShowStorageAsync(id, dee);
    }
}
