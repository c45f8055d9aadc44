using System.Net;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class ClientsTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task AnotherClientsRegistration_IsNotThere()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        var path = $"/api/v1/registrations/{asked.RegistrationId}";
        var other = instance.HastySignUp;

        Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync(asked.RegistrationId)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DataAsync(asked.RegistrationId)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Api.PostAsync($"{path}/cancel")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GateAsync(asked.Child, "account")).Status);
        await signUp.AssertStateAsync("awaitingParent", asked);
    }

    [Fact]
    public async Task WithoutAKeyThatFits_NothingIsAnswered()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        using var stranger = new ClientApi(instance.Run.BaseUrl, "not-a-key");
        using var client = new ClientApi(instance.Run.BaseUrl, instance.Run.ClientApiKey);
        using var administrator = new ClientApi(instance.Run.BaseUrl, instance.Run.ConsoleKey);

        foreach (var answer in (ApiAnswer[])
        [
            await stranger.GetAsync($"/api/v1/registrations/{asked.RegistrationId}"),
            await stranger.PostAsync("/api/v1/registrations", asked.Child.Registration),
            await administrator.GetAsync($"/api/v1/registrations/{asked.RegistrationId}/data"),
            await stranger.GetAsync("/api/v1/deletion-log"),
            await client.GetAsync("/api/v1/deletion-log/verify"),
        ])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.NotNull(answer["code"]);
        }
    }

    [Fact]
    public async Task AClientThatCallsItOff_HasEverythingDeleted_AndTheLinkSaysSo()
    {
        var asked = await signUp.AskAsync(Minor.Someone());

        await signUp.Api.PostAsync($"/api/v1/registrations/{asked.RegistrationId}/cancel");

        await signUp.WaitUntilDeletedAsync(asked, "cancelled");
        Assert.Equal("cancelled", (await instance.Parent.OpenAsync(asked.Token)).Outcome);
        Assert.Equal("cancelled", (await instance.Administrator.EntryOfAsync(asked.RegistrationId)).GetProperty("reason").GetString());
    }
}
