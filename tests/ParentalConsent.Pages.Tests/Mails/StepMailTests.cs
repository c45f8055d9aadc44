using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Pages.Mails;

namespace ParentalConsent.Pages.Tests.Mails;

public sealed class StepMailTests
{
    private readonly MailComposer composer = new(Sample.Policies, Sample.Address, Sample.Renderer);

    [Theory]
    [InlineData(VerificationStep.FormAwaited, "print the form, sign it", true)]
    [InlineData(VerificationStep.FormReceived, "You need to do nothing", true)]
    [InlineData(VerificationStep.FormRejected, "send the signed form again", true)]
    [InlineData(VerificationStep.CallAwaited, "talk to Wayfarer", true)]
    [InlineData(VerificationStep.ProviderAwaited, "the check that you are an adult", false)]
    public async Task Reminder_SaysWhatIsLeftToDo(VerificationStep step, string sentence, bool code)
    {
        var mail = await composer.ComposeAsync(Sample.At(step), MailKind.Reminder, 1, Sample.Token, Sample.Now);

        Assert.Equal("Wayfarer: one step is left for Mia", mail.Subject);
        Assert.All(new[] { mail.Text, mail.Html }, body => Assert.Contains(sentence, body, StringComparison.Ordinal));
        Assert.Equal(code, mail.Text.Contains("ABCD-EFGH-JKMN", StringComparison.Ordinal));
        Assert.Contains($"https://consent.example/consent#{Sample.Token}", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormRejected_SaysWhy_AndHowToSendItAgain()
    {
        var mail = await composer.ComposeAsync(Sample.At(VerificationStep.FormRejected), MailKind.FormRejected, 0, Sample.Token, Sample.Now);

        Assert.All(
            new[] { "There is no signature on it.", "We have deleted the picture", "send the signed form again", "6 December 2026" },
            sentence => Assert.Contains(sentence, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FormRejectedTwice_AreTwoMails()
    {
        var first = Sample.At(VerificationStep.FormRejected);
        var second = first with { Verification = first.Verification with { Upload = "8899aabbccddeeff" } };
        var ids = new[]
        {
            (await composer.ComposeAsync(first, MailKind.FormRejected, 0, Sample.Token, Sample.Now)).MessageId,
            (await composer.ComposeAsync(first, MailKind.FormRejected, 0, Sample.Token, Sample.Now)).MessageId,
            (await composer.ComposeAsync(second, MailKind.FormRejected, 0, Sample.Token, Sample.Now)).MessageId,
        };
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task Confirmed_SaysWhatWasAgreed_ByWhom_AndHowToRevoke()
    {
        var mail = await composer.ComposeAsync(Sample.Granted, MailKind.Confirmed, 0, Sample.Token, Sample.Now);

        Assert.Equal("Wayfarer: you agreed for Mia. Is that right?", mail.Subject);
        Assert.All(
            new[] { "Sam Jones", "mother", "Account and trips", "Recommendations", "second mail", Sample.Token },
            part => Assert.Contains(part, mail.Text, StringComparison.Ordinal));
        Assert.NotEqual(
            (await composer.ComposeAsync(Sample.Granted, MailKind.Granted, 0, Sample.Token, Sample.Now)).MessageId, mail.MessageId);
    }
}
