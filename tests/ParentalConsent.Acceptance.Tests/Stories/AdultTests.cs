using System.Net;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class AdultTests(Instance instance)
{
    [Fact]
    public async Task AnAdult_IsToldThatNoConsentIsNeeded_AndIsForgotten()
    {
        var adult = Minor.Someone("Ada", age: 31);

        var asked = await instance.SignUp.Api.PostAsync("/api/v1/age-checks", new { age = adult.Age, country = "DE" });
        Assert.Equal("notRequired", asked["decision"]);
        var answer = await instance.SignUp.RegisterAsync(adult);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("notRequired", answer["decision"]);
        Assert.Null(answer["registrationId"]);
        Assert.Equal(HttpStatusCode.NotFound, (await instance.SignUp.GateAsync(adult, "account")).Status);
        await instance.WaitUntilMailHasSettledAsync();
        Assert.Empty(await instance.Mailbox.ForAsync(adult.ParentEmail));
    }
}
