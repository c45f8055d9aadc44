using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.SystemTests.Host;

public static class Sample
{
    public static object Minor(string subjectId, string parentEmail) => new
    {
        subjectId,
        age = 9,
        country = "DE",
        locale = "en-GB",
        parentEmail,
        childName = "Mia",
        data = new { nickname = "frog" },
    };

    /// <returns>The registration's id.</returns>
    public static async Task<string> RegisterAsync(this ClientApi client, string subjectId, string parentEmail)
    {
        var answer = await client.PostAsync("api/v1/registrations", Minor(subjectId, parentEmail));
        Assert.True(answer.Status == System.Net.HttpStatusCode.Accepted, answer.Body);
        return answer["registrationId"]!;
    }

    public static async Task<string?> StateAsync(this ClientApi client, string registrationId) =>
        (await client.GetAsync($"api/v1/registrations/{registrationId}"))["state"];
}
