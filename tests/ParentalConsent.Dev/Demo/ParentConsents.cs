using System.Net;

namespace ParentalConsent.Dev.Demo;

internal sealed class ParentConsents : IStory
{
    public string Title => "2  Bea is 12 and her parent consents, to the newsletter but not to the leaderboard";

    public async Task PlayAsync(Stage stage)
    {
        var bea = new Child("Bea Twelveyears", "player-bea-7002", new DateOnly(2014, 2, 3), "bea.parent@family.test", "beanick7002");
        var (id, notice) = await stage.AskParentAsync(bea);
        var early = await stage.GetAsync($"/api/v1/registrations/{id}/data");
        Stage.Expect(early.Status == HttpStatusCode.Conflict, "409 for the data before a parent has agreed");

        var token = await stage.OpenLinkAsync(notice, id);
        await stage.DecideAsync(token, "grant", "granted", "newsletter");
        await stage.WaitForMailAsync(bea, "You allowed ");

        await GateAsync(stage, bea, "newsletter", expected: "true");
        await GateAsync(stage, bea, "leaderboard", expected: "false");
        var data = await stage.GetAsync($"/api/v1/registrations/{id}/data", "nickname");
        Stage.Expect(data["nickname"] == bea.Nickname, "the data that was handed over, back again");
        await stage.ShowStorageAsync(id, bea);
        stage.Kept = id;
    }

    private static async Task GateAsync(Stage stage, Child child, string purpose, string expected)
    {
        var answer = await stage.GetAsync($"/api/v1/subjects/{child.SubjectId}/consent?purpose={purpose}", "allowed", "reason");
        Stage.Expect(
            string.Equals(answer["allowed"], expected, StringComparison.OrdinalIgnoreCase), $"{purpose}: allowed {expected}");
    }
}
