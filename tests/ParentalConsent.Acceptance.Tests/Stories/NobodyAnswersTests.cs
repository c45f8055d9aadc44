using System.Globalization;
using System.Net;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class NobodyAnswersTests(Instance instance, SilentParent parent) : IClassFixture<SilentParent>
{
    private const int RemindersOfTheClient = 4;

    private IEnumerable<ReceivedMail> Reminders =>
        parent.Mails.Where(mail => mail.Subject.StartsWith("Reminder: ", StringComparison.Ordinal));

    [Fact]
    public void AParentWhoDoesNotAnswer_IsReminded_ButNotWithoutEnd()
    {
        Assert.InRange(Reminders.Count(), 1, RemindersOfTheClient);
        Assert.Equal(Reminders.Count() + 2, parent.Mails.Count);
        Assert.Equal(parent.Mails.Count, parent.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task EachReminder_SaysWhatIsLeft_AndCarriesTheLink()
    {
        var deadline = (await instance.HastySignUp.ReadAsync(parent.Asked.RegistrationId)).Json.GetProperty("deadline").GetDateTimeOffset();
        var until = deadline.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
        Assert.All(Reminders, reminder =>
        {
            Assert.Contains("left to decide", reminder.Text, StringComparison.Ordinal);
            Assert.Contains($"Without an answer, everything is deleted on {until}.", reminder.Text, StringComparison.Ordinal);
            Assert.True(MailedLink.IsIn(reminder));
            Assert.Equal("auto-generated", reminder.Headers["auto-submitted"]);
        });
    }

    [Fact]
    public async Task TheLastMail_SaysThatAllIsDeleted_AndLeadsToTheProof()
    {
        var last = parent.Mails[^1];
        Assert.Contains("is deleted", last.Subject, StringComparison.Ordinal);
        Assert.False(MailedLink.IsIn(last), "nothing is left to decide");
        var deletionId = parent.LogEntry.GetProperty("deletionId").GetString();
        Assert.Contains($"/certificates/{deletionId}", last.Text, StringComparison.Ordinal);
        var certificate = await instance.HastySignUp.Api.GetAsync($"/certificates/{deletionId}?format=json");
        Assert.Equal("Expired", certificate["reason"]);
    }

    [Fact]
    public async Task WhatWasHeld_IsDeletedAtTheDeadlineAndNotBefore_AndTheLogSaysSoOnce()
    {
        Assert.Equal("expired", parent.LogEntry.GetProperty("reason").GetString());
        Assert.Equal(instance.Run.TestClientId, parent.LogEntry.GetProperty("client").GetString());
        Assert.True(
            parent.LogEntry.GetProperty("deletedAt").GetDateTimeOffset() >= parent.LogEntry.GetProperty("deadline").GetDateTimeOffset());
        Assert.DoesNotContain(parent.Asked.Child.SubjectId, parent.LogEntry.GetRawText(), StringComparison.Ordinal);
        await instance.Administrator.AssertLogHoldsAsync();
    }

    [Fact]
    public async Task TheLink_SaysThatTheTimeIsOver_WhicheverMailItIsFrom()
    {
        await using var phone = await instance.TakePhoneAsync();
        foreach (var mail in parent.Mails.Where(MailedLink.IsIn))
        {
            await phone.Page.GotoAsync("about:blank");
            await phone.TapAsync(MailedLink.In(mail));
            Assert.Equal(410, await phone.SeeAsync("expired"));
        }

        await phone.AssertAccessibleAsync("parent-expired");

        Assert.Equal(HttpStatusCode.Gone, (await instance.Parent.DecideAsync(parent.Asked.Token, "grant")).Status);
    }
}
