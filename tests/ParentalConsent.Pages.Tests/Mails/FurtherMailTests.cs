using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Pages.Mails;

namespace ParentalConsent.Pages.Tests.Mails;

/// <summary>The mails about further purposes.</summary>
public sealed class FurtherMailTests
{
    private readonly MailComposer composer = new(Sample.Policies, Sample.Address, Sample.Renderer);

    [Fact]
    public async Task Question_HasTheWholeNoticeOfWhatIsNew_AndNothingThatIsNotSo()
    {
        var notice = ComposeNotice.For(Sample.Policies, Sample.Question)!;
        var mail = await ComposeAsync(MailKind.Notice, Sample.Question);

        Assert.Equal("Wayfarer asks for something new for Mia", mail.Subject);
        Assert.Contains(notice.Text.TrimEnd(), mail.Text, StringComparison.Ordinal);
        Assert.Contains("If nobody answers within 14 days, nothing changes either.", mail.Text, StringComparison.Ordinal);
        Assert.NotEqual(ComposeNotice.For(Sample.Policies, Sample.Question with { IsQuestion = false })!.Hash, notice.Hash);
        Assert.DoesNotContain("deleted at once", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("everything is deleted", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not your child", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_SaysWhatIsNew_UnderWhichNotice_AndHowToTakeItBack()
    {
        var mail = await ComposeAsync(MailKind.Granted, Sample.Further);

        Assert.All(
            [
                "a parent or guardian allowed Wayfarer something new for Mia", "Name given: Sam Jones.", $"https://consent.example/notices/{new string('b', 64)}",
                "You did not allow", "What was allowed before stays as it is.", $"https://consent.example/consent#{Sample.Token}",
            ],
            sentence => Assert.Contains(sentence, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_IsToldTheSame_ButNotTheNameThatWasTyped()
    {
        var mail = await ComposeAsync(
            MailKind.Granted,
            (Sample.Further with { Second = Sample.Second, Details = Sample.Further.Details! with { SecondGuardianEmail = "second@example.org" } }).ForSecond());

        Assert.Equal("second@example.org", mail.To);
        Assert.DoesNotContain("Sam Jones", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Contains("something new for Mia", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerificationStep.ProviderRevoked, "took its check back")]
    [InlineData(VerificationStep.None, "Wayfarer may not use the data of Mia for what it newly asked for.")]
    public async Task Ended_SaysWhy_ByTheProviderOrByAGuardian(VerificationStep step, string why)
    {
        var mail = await ComposeAsync(MailKind.Withdrawn, Sample.Further with { Verification = Sample.Further.Verification with { Step = step } });

        Assert.Equal("Wayfarer: what was newly allowed for Mia no longer counts", mail.Subject);
        Assert.Contains(why, mail.Text, StringComparison.Ordinal);
        Assert.Contains("What was allowed before stays as it is.", mail.Text, StringComparison.Ordinal);
        Assert.Equal(step is VerificationStep.ProviderRevoked, mail.Text.Contains("took its check back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EachQuestionAndEachYes_HasAMessageIdOfItsOwn()
    {
        var ids = new[]
        {
            await ComposeAsync(MailKind.Notice, Sample.Question),
            await ComposeAsync(MailKind.Notice, Sample.Question with { AddressMark = "0000888877776666" }),
            await ComposeAsync(MailKind.Notice, Sample.Waiting),
            await ComposeAsync(MailKind.Granted, Sample.Further with { DecisionId = "0000111122223333" }),
            await ComposeAsync(MailKind.Granted, Sample.Granted),
        };
        Assert.Equal(ids.Length, ids.Select(mail => mail.MessageId).Distinct().Count());
    }

    private Task<Mail> ComposeAsync(MailKind kind, Core.Registrations.Registration about) => composer.ComposeAsync(about, kind, 0, Sample.Token, Sample.Now);
}
