using System.Net;

namespace ParentalConsent.Dev.Demo;

internal sealed class OfAge : IStory
{
    public string Title => "1  Ada is an adult: nothing is asked, nothing is stored";

    public async Task PlayAsync(Stage stage)
    {
        var ada = new Child("Ada Adultwoman", "player-ada-7001", new DateOnly(1990, 5, 4), "ada.parent@family.test", "adanick7001");
        var before = await stage.Storage.CountAsync(stage.CancellationToken);
        var answer = await stage.RegisterAsync(ada);
        Stage.Expect(answer is { Status: HttpStatusCode.OK } && answer["decision"] == "notRequired", "200, notRequired");
        Stage.Expect(await stage.Storage.CountAsync(stage.CancellationToken) == before, "not one row more in any table");
        stage.Terminal.Success("not one row more in any table");
    }
}
