using System.Net;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Smtp;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>One child's registration: client and parent do their part however often they find the service gone.</summary>
public sealed class Family(int number, Outcome outcome, ClientApi client, ParentPages pages, SmtpDouble mail)
{
    public Outcome Outcome => outcome;

    public ClientApi Client => client;

    public string SubjectId { get; } = $"subject-{number}";

    public string Email { get; } = $"parent-{number}@example.test";

    public string Nickname { get; } = $"nickname-{number}";

    public async Task PlayAsync()
    {
        if (outcome == Outcome.Abandoned)
        {
            await TryOnceAsync(RegisterAsync);
            return;
        }

        var registered = await Patience.UntilServedAsync(RegisterAsync, answer => answer.Status);
        Assert.True(registered["registrationId"] is not null, registered.Body);
        switch (outcome)
        {
            case Outcome.Granted:
                await DecideAsync("grant", MailedToken.Decide, "granted");
                break;
            case Outcome.Refused:
                await DecideAsync("refuse", MailedToken.Decide, "refused");
                break;
            case Outcome.Disowned:
                await DecideAsync("notMyChild", MailedToken.Decide, "disowned");
                break;
            case Outcome.Withdrawn:
                await DecideAsync("grant", MailedToken.Decide, "granted");
                await DecideAsync("withdraw", MailedToken.Manage, "withdrawn");
                break;
            case Outcome.Cancelled:
                var cancelled = await Patience.UntilServedAsync(
                    () => client.PostAsync($"api/v1/registrations/{registered["registrationId"]}/cancel"), answer => answer.Status);
                Assert.True(cancelled.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, cancelled.Body);
                break;
        }
    }

    private Task<ApiAnswer> RegisterAsync() => client.PostAsync("api/v1/registrations", new
    {
        subjectId = SubjectId,
        age = 9,
        country = "DE",
        parentEmail = Email,
        childName = Nickname,
        data = new { nickname = Nickname },
    });

    /// <summary>Decides again where no answer came; an earlier try that was recorded is then shown as what was decided.</summary>
    private async Task DecideAsync(string decision, int kind, string expected)
    {
        var token = "";
        await Eventually.TrueAsync(
            () => MailedToken.In(mail.For(Email)).FirstOrDefault(found => found.Kind == kind) is { } found && (token = found.Text).Length > 0,
            $"the link to {decision} for {SubjectId}");
        var page = await Patience.UntilServedAsync(() => pages.DecideAsync(token, decision), page => page.Status);
        Assert.True(page.Outcome == expected, $"{SubjectId}, {decision}: {page.Status} {page.Text}");
    }

    private static async Task TryOnceAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception gone) when (Patience.IsGone(gone))
        {
            // Nobody asks again.
        }
    }
}
