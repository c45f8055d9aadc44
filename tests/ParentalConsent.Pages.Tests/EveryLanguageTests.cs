using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Mails;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Tests;

/// <summary>What guardians read, in every language that we write, about children with names in many scripts.</summary>
public sealed class EveryLanguageTests
{
    private static readonly string[] Names = ["Zoë O’Brien", "علي رضا", "李小龙", "Łukasz Żółć", "प्रिया", "יעל (2)", "ゆき", "지우", "İpek"];

    /// <summary>English sentences that stand in texts of their own: one of them on a page in another language is a text that was missed.</summary>
    private static readonly string[] EnglishSentences =
    [
        .. new[]
        {
            "Page.Skip", "Page.NoTracking", "Decide.Button", "Choice.notMyChild", "You.Why", "You.NameHint", "Error.Title", "Error.guardianName.missing",
            "Manage.Stay", "Manage.Button", "Manage.Erase", "Manage.Erase.Button", "Outcome.erased.Title", "Erased.Heading", "Deleted.Heading", "Deleted.What", "Outcome.Earlier", "Expired.What", "Invalid.Now", "Unknown.What", "Unreadable.What", "Fault.What",
            "Home.Lead", "Start.Safe", "Request.Button", "Granted.Receipt", "Refused.Deleted", "Withdrawn.Deleted", "Reminder.Last",
            "Step.Form.Print", "Step.Call.Code", "Step.ChangeHow", "Data.None", "Lift.Now", "Lifted.Now", "NothingToLift.What", "CheckOver.What",
            "Confirmed.Why", "FormRejected.Deleted", "Revoked.Heading", "Question.Goes", "Question.Choice.refuse", "Question.granted.Title",
            "Certificate.Check.How", "Certificate.NotComplete", "CheckCertificate.Lead", "Finding.Genuine", "Finding.ChainBroken", "LogAltered.What", "NoCertificate.Now", "Question.granted.Now", "Question.refused.Title", "Question.lapsed.Title", "Question.Still", "Further.Heading", "FurtherEnded.Heading",
        }.Select(key => Texts.For("en")[key]),
    ];

    private static readonly MailKind[] Kinds = Enum.GetValues<MailKind>();

    public static TheoryData<string> Languages => [.. WrittenLanguage.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task EveryPage_IsInItsLanguage_AndRunsItsWay(string language)
    {
        var wish = new LanguageWish(language, null);
        foreach (var (number, html) in (await Task.WhenAll(PagesIn(wish))).Index())
        {
            var page = Every.Parse(html);

            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(language == "ar" ? "rtl" : "ltr", page.DocumentElement.GetAttribute("dir"));
            AssertNothingLeftInEnglish(language, html, $"page {number}");
            AssertNamesAreIsolated(page);
            Assert.All(
                page.QuerySelectorAll("form:has([name=decision], [name=guardianName])"),
                form => Assert.Equal(language, form.QuerySelector("input[type=hidden][name=language]")!.GetAttribute("value")));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task EveryMail_IsInItsLanguage_AndRunsItsWay(string language)
    {
        var composer = new MailComposer(Sample.Policies, Sample.Address, Sample.Renderer);
        foreach (var (kind, toOther, name) in from kind in Kinds from toOther in Readers(kind) from name in Names select (kind, toOther, name))
        {
            var told = toOther && kind is not MailKind.Invited and not MailKind.Granted ? Sample.Decided(RegistrationState.Withdrawn) : Sample.Granted;
            var registration = told with
            {
                Details = Sample.Granted.Details! with
                {
                    ChildName = name, Locale = language, GuardianName = name, Relationship = name, SecondGuardianEmail = "second@example.org",
                },
                Second = toOther ? Sample.Second : null,
            };
            registration = toOther ? registration.ForSecond() : registration;
            var mail = await composer.ComposeAsync(registration, kind, 4, Sample.Token, Sample.Now);
            var page = Every.Parse(mail.Html);

            Assert.Equal(language == "ar" ? "rtl" : "ltr", page.DocumentElement.GetAttribute("dir"));
            Assert.All(page.QuerySelectorAll("[role=article]"), article => Assert.Equal(language == "ar" ? "rtl" : "ltr", article.GetAttribute("dir")));
            Assert.Contains(ShownName.Of(name)!, mail.Subject, StringComparison.Ordinal);
            Assert.Contains("Wayfarer", mail.FromName, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\d\}", mail.Text + mail.Html + mail.Subject);
            AssertNothingLeftInEnglish(language, mail.Html + mail.Text + mail.Subject, kind.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task EveryMailAboutMore_IsInItsLanguage(string language)
    {
        var composer = new MailComposer(Sample.Policies, Sample.Address, Sample.Renderer);
        foreach (var kind in (MailKind[])[MailKind.Notice, MailKind.Granted, MailKind.Confirmed, MailKind.Withdrawn, MailKind.FormRejected])
        {
            var about = kind switch
            {
                MailKind.Notice => Sample.Question,
                MailKind.FormRejected => Sample.At(VerificationStep.FormRejected) with { IsQuestion = true },
                MailKind.Withdrawn => Sample.Further with { Verification = new Verification { Step = VerificationStep.ProviderRevoked } },
                _ => Sample.Further,
            };
            var mail = await composer.ComposeAsync(
                about with { Details = about.Details! with { ChildName = "李小龙", Locale = language } }, kind, 0, Sample.Token, Sample.Now);

            Assert.Contains("李小龙", mail.Subject, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\d\}", mail.Text + mail.Html + mail.Subject);
            AssertNothingLeftInEnglish(language, mail.Html + mail.Text + mail.Subject, kind.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task MailsOfADeletionThatWasAskedFor_OrOrdered_AreInTheirLanguage(string language)
    {
        foreach (var (kind, reason) in new[]
        {
            (MailKind.Withdrawn, DeletionReason.GuardianRequest), (MailKind.Deleted, DeletionReason.GuardianRequest), (MailKind.Deleted, DeletionReason.Administrator),
            (MailKind.Deleted, DeletionReason.Cancelled),
        })
        {
            await AssertMailOfAsync(kind, reason, language);
        }
    }

    private static async Task AssertMailOfAsync(MailKind kind, DeletionReason reason, string language)
    {
        var asked = Sample.Decided(RegistrationState.Withdrawn) with
        {
            DeletionReason = reason,
            Details = Sample.Granted.Details! with { ChildName = "李小龙", Locale = language },
        };
        var mail = await new MailComposer(Sample.Policies, Sample.Address, Sample.Renderer).ComposeAsync(asked, kind, 0, null, Sample.Now);

        Assert.Contains("李小龙", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{\d\}", mail.Text + mail.Html + mail.Subject);
        AssertNothingLeftInEnglish(language, mail.Html + mail.Text + mail.Subject, $"{kind} {reason}");
    }

    /// <summary>Whether a mail of this kind goes to whoever decided, and to another guardian who did not.</summary>
    private static bool[] Readers(MailKind kind) => kind switch
    {
        MailKind.Invited => [true],
        MailKind.Granted or MailKind.Refused or MailKind.Withdrawn => [false, true],
        _ => [false],
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Menu_OffersAllLanguages_EachInItsOwn_AndKeepsTheTokenInTheBody(string language)
    {
        var page = Every.Parse(await Every.Consent.DecideAsync(Sample.Waiting, Sample.Token, DecisionFields.Empty, [], new LanguageWish(language, null)));
        var menu = page.QuerySelector<IHtmlFormElement>(".languages form")!;

        Assert.Equal("post", menu.GetAttribute("method"));
        Assert.Equal("/consent/open", menu.GetAttribute("action"));
        Assert.Equal(Sample.Token, menu.QuerySelector("input[type=hidden][name=token]")!.GetAttribute("value"));
        Assert.Equal(
            WrittenLanguage.All.Select(written => (written.Tag, written.Tag, written.Direction, written.OwnName)),
            menu.QuerySelectorAll("button[name=language]").Select(button =>
                (button.GetAttribute("value")!, button.GetAttribute("lang")!, button.GetAttribute("dir")!, button.TextContent)));
        Assert.Equal([language], menu.QuerySelectorAll("[aria-current=true]").Select(button => button.GetAttribute("value")));
    }

    [Fact]
    public async Task WithoutAToken_TheMenuIsAnAddress()
    {
        foreach (var (html, address) in new[] { (await Every.Consent.StartAsync(), "/consent"), (await Every.Consent.HomeAsync(), "/") })
        {
            var menu = Every.Parse(html).QuerySelector(".languages form")!;
            Assert.Equal("get", menu.GetAttribute("method"));
            Assert.Equal(address, menu.GetAttribute("action"));
            Assert.Null(menu.QuerySelector("[name=token]"));
        }
    }

    [Fact]
    public async Task LanguageOfTheBrowser_IsNotAChoice_AndDoesNotOutweighTheRegistrations()
    {
        var offered = Every.Parse(await Every.Consent.StartAsync(new LanguageWish(null, "de")));
        var chosen = Every.Parse(await Every.Consent.StartAsync(new LanguageWish("de", null)));

        Assert.Equal("de", offered.DocumentElement.GetAttribute("lang"));
        Assert.Null(offered.QuerySelector("#code-form [name=language]"));
        Assert.Equal("de", chosen.QuerySelector("#code-form [name=language]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task WhatThePolicyHasOnlyInEnglish_IsMarkedAsEnglish()
    {
        var page = Every.Parse(await Every.Consent.OutcomeAsync(Sample.Granted, earlier: true, wish: new LanguageWish("ar", null)));
        var decide = Every.Parse(await Every.Consent.DecideAsync(Sample.Waiting, Sample.Token, DecisionFields.Empty, [], new LanguageWish("ar", null)));

        Assert.All(page.QuerySelectorAll(".allowed li, .not-allowed li"), item => Assert.Equal("en", item.Children.Single().GetAttribute("lang")));
        Assert.All(decide.QuerySelectorAll("[data-notice]"), part => Assert.Equal("en", part.Closest("[lang]")!.GetAttribute("lang")));
        Assert.All(decide.QuerySelectorAll("[data-notice]"), part => Assert.Equal("ltr", part.Closest("[dir]")!.GetAttribute("dir")));
    }

    private static IEnumerable<Task<string>> PagesIn(LanguageWish wish)
    {
        var pages = Every.Consent;
        foreach (var name in Names)
        {
            yield return pages.DecideAsync(Sample.For(name), Sample.Token, DecisionFields.Empty, DecisionRules.Check(DecisionFields.Empty), wish);
            yield return pages.ManageAsync(Named(Sample.Granted, name), Sample.Token, DecisionFields.Empty, [], wish);
            yield return pages.OutcomeAsync(Named(Sample.Granted, name), earlier: false, Sample.Token, wish);
        }

        foreach (var state in (RegistrationState[])
            [RegistrationState.Refused, RegistrationState.Disowned, RegistrationState.Withdrawn, RegistrationState.Cancelled, RegistrationState.OfAge])
        {
            yield return pages.OutcomeAsync(Sample.Decided(state), earlier: true, wish: wish, token: Sample.Token);
        }

        yield return pages.OutcomeAsync(
            Sample.Decided(RegistrationState.Withdrawn) with { DeletionReason = DeletionReason.GuardianRequest }, earlier: false, wish: wish);
        foreach (var step in Enum.GetValues<VerificationStep>().Where(step => step is not (VerificationStep.None or VerificationStep.Completed)))
        {
            yield return pages.StepAsync(Sample.At(step), Sample.Token, [], wish);
        }

        yield return pages.DecideAsync(Sample.Question with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, [], wish);
        yield return pages.StepAsync(Sample.At(VerificationStep.FormAwaited) with { IsQuestion = true }, Sample.Token, [], wish);
        yield return pages.QuestionOverAsync(Sample.Further, earlier: false, wish);
        yield return pages.QuestionOverAsync(Sample.Question with { State = RegistrationState.Refused }, earlier: true, wish, Sample.Token);
        yield return pages.QuestionOverAsync(Sample.Question, earlier: true, wish, Sample.Token);
        yield return pages.DataAsync(Sample.Granted, Sample.Token, null, wish);
        yield return pages.LiftAsync("wayfarer", Sample.Token, wish);
        yield return pages.LiftedAsync("wayfarer", wish);
        yield return pages.NothingToLiftAsync(wish);
        yield return pages.ReturnedAsync(null, wish);
        yield return pages.HomeAsync(wish);
        yield return pages.StartAsync(wish);
        yield return pages.ExpiredAsync(wish, Sample.Token);
        yield return pages.InvalidAsync(wish);
        yield return pages.UnknownAsync(wish, Sample.Token);
        yield return pages.UnreadableAsync(wish);
        yield return pages.FaultAsync(wish);
        foreach (var reason in Enum.GetValues<DeletionReason>())
        {
            yield return Every.Certificates.ShowAsync(Every.Certified(complete: reason is DeletionReason.Refused) with { Reason = reason }, wish);
        }

        yield return Every.Certificates.UnknownAsync(Sample.Waiting.DeletionId, wish);
        yield return Every.Certificates.AlteredAsync(Sample.Waiting.DeletionId, wish);
        yield return Every.Certificates.CheckAsync("Error.certificate.missing", wish);
        foreach (var finding in Enum.GetValues<CertificateFinding>()
            .Where(finding => finding is not (CertificateFinding.SignatureUnchecked or CertificateFinding.CheckpointUnchecked)))
        {
            yield return Every.Certificates.CheckedAsync(new CertificateVerdict(Every.Certified(), [finding]), wish);
        }
    }

    private static Registration Named(Registration registration, string name) => registration with
    {
        Details = registration.Details! with { ChildName = name, GuardianName = name, Relationship = name },
    };

    private static void AssertNothingLeftInEnglish(string language, string written, string where) => Assert.True(
        language == "en" || !EnglishSentences.Any(sentence => written.Contains(sentence, StringComparison.Ordinal)),
        $"{where} has '{EnglishSentences.FirstOrDefault(sentence => written.Contains(sentence, StringComparison.Ordinal))}'");

    /// <summary>In <c>bdi</c>, between isolates, in a field, or alone in its element.</summary>
    private static void AssertNamesAreIsolated(IHtmlDocument page)
    {
        foreach (var name in (string[])["علي رضا", "יעל (2)"])
        {
            Assert.All(
                page.Body!.Descendants<IText>().Where(text => text.Data.Contains(name, StringComparison.Ordinal)),
                text => Assert.True(
                    text.ParentElement is { LocalName: "bdi" } || text.Data.Contains($"\u2068{name}\u2069", StringComparison.Ordinal), text.Data));
        }
    }
}
