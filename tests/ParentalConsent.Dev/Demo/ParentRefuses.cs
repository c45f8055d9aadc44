namespace ParentalConsent.Dev.Demo;

internal sealed class ParentRefuses : IStory
{
    public string Title => "3  Cem is 9 and his parent refuses: everything goes at once";

    public async Task PlayAsync(Stage stage)
    {
        var cem = new Child("Cem Nineyears", "player-cem-7003", new DateOnly(2017, 6, 1), "cem.parent@family.test", "cemnick7003");
        var (id, notice) = await stage.AskParentAsync(cem);
        var token = await stage.OpenLinkAsync(notice, id);
        await stage.DecideAsync(token, "refuse", "refused");
        await stage.WaitForMailAsync(cem, "You said no");
        await stage.WaitUntilDeletedAsync(id);
        await stage.ShowStorageAsync(id, cem);
    }
}
