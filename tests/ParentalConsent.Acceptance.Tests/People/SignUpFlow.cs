using System.Net;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>A client of the service: it registers people and asks what has become of them.</summary>
public sealed class SignUpFlow(ClientApi api, Mailbox mailbox) : IDisposable
{
    public ClientApi Api { get; } = api;

    public Task<ApiAnswer> RegisterAsync(Minor child) => Api.PostAsync("/api/v1/registrations", child.Registration);

    /// <summary>Registers a minor and waits for the mail to the parent.</summary>
    /// <param name="mails">How many such mails the parent has then.</param>
    public async Task<Asked> AskAsync(Minor child, int mails = 1)
    {
        var answer = await RegisterAsync(child);
        Assert.True(answer.Status == HttpStatusCode.Accepted, $"{answer.Status}: {answer.Body}");
        Assert.Equal("pending", answer["decision"]);
        return new Asked(child, answer["registrationId"]!, await MailAsync(child, " asks for your consent ", mails));
    }

    /// <param name="subject">A part of it.</param>
    /// <returns>The last of so many.</returns>
    public async Task<ReceivedMail> MailAsync(Minor child, string subject, int mails = 1) =>
        (await mailbox.WaitForAsync(
            mail => mail.IsFor(child.ParentEmail) && mail.Subject.Contains(subject, StringComparison.Ordinal), mails))[mails - 1];

    public Task<ApiAnswer> ReadAsync(string registrationId) => Api.GetAsync($"/api/v1/registrations/{registrationId}");

    public Task<ApiAnswer> DataAsync(string registrationId) => Api.GetAsync($"/api/v1/registrations/{registrationId}/data");

    /// <summary>The gate: may the child's data be used for this purpose, now?</summary>
    public Task<ApiAnswer> GateAsync(Minor child, string purpose) =>
        Api.GetAsync($"/api/v1/subjects/{child.SubjectId}/consent?purpose={purpose}");

    public async Task AssertStateAsync(string expected, Asked asked) =>
        Assert.Equal(expected, (await ReadAsync(asked.RegistrationId))["state"]);

    public async Task AssertGateAsync(Minor child, string purpose, bool allowed, string reason)
    {
        var answer = await GateAsync(child, purpose);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(allowed, answer.Json.GetProperty("allowed").GetBoolean());
        Assert.Equal(reason, answer["reason"]);
    }

    /// <summary>Waits until what was held is gone, and makes sure that this is what the client is told everywhere.</summary>
    public async Task<ApiAnswer> WaitUntilDeletedAsync(Asked asked, string reason)
    {
        var answer = await Eventually.FindAsync(
            "the deletion", () => ReadAsync(asked.RegistrationId), answer => answer["state"] == "deleted");
        var deletion = answer.Json.GetProperty("deletion");
        Assert.Equal("completed", deletion.GetProperty("state").GetString());
        Assert.Equal(reason, deletion.GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await DataAsync(asked.RegistrationId)).Status);
        await AssertGateAsync(asked.Child, "account", allowed: false, reason);
        return answer;
    }

    public void Dispose() => Api.Dispose();
}
