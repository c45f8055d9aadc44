using AngleSharp.Html.Parser;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Mails;
using static ParentalConsent.Core.Mails.MailKind;

namespace ParentalConsent.Pages.Tests.Mails;

public sealed class MailComposerTests
{
    private readonly MailComposer composer = new(Sample.Policies, Sample.Address, Sample.Renderer);

    public static TheoryData<string> WhatTheNoticeSays => new(
        "Wayfarer asks for your consent, as parent or guardian, to keep and use the data of Mia.",
        "Someone who signed up at Wayfarer gave us this e-mail address",
        "Your consent is required. Without it, Wayfarer neither uses nor passes on anything that was entered at sign-up",
        "Account and trips Name, e-mail address and saved trips, while the account exists. Data: name, e-mail address. Kept: while the account exists. Who else gets it: nobody. Needed for the account",
        "Recommendations Saved trips, to suggest places; up to 12 months. Data: name, e-mail address. Kept: while the account exists. Who else gets it: nobody. Your choice",
        "Who else gets it: Acme Travel Ltd, Cork. You can allow everything else and still not allow that others get this data. Your choice: you can allow it or not.",
        "If you say yes, the data is used for what you allow and for nothing else.",
        "If you say no, the data is deleted at once.",
        "If this is not your child, say so on the same page. You need no account.",
        "If you do not answer within 14 days after the sign-up, everything is deleted, your address too.",
        "It takes no more steps than saying yes",
        "deleted",
        "https://consent.example/consent and paste this code:",
        "Privacy policy of Wayfarer: https://wayfarer.example/privacy",
        "privacy@wayfarer.example");

    [Theory]
    [MemberData(nameof(WhatTheNoticeSays))]
    public async Task Notice_SaysItInTextAndHtml(string sentence)
    {
        var mail = await NoticeFor(Sample.Waiting);

        Assert.Contains(sentence, OneLine(mail.Text), StringComparison.Ordinal);
        Assert.Contains(sentence, VisibleText(mail.Html), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WhatTheNoticeSays))]
    public async Task Reminder_SaysAllThatTheNoticeSays(string sentence)
    {
        var mail = await composer.ComposeAsync(Sample.Waiting, Reminder, 2, Sample.Token, Sample.Now);

        if (!sentence.StartsWith("Wayfarer asks", StringComparison.Ordinal))
        {
            Assert.Contains(sentence, OneLine(mail.Text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Notice)]
    [InlineData(Reminder)]
    public async Task DirectNotice_StandsInTheTextWordForWord_AndItsLinesInTheHtmlInOrder(MailKind kind)
    {
        var notice = ComposeNotice.For(Sample.Policies, Sample.Waiting)!;
        var mail = await composer.ComposeAsync(Sample.Waiting, kind, 1, Sample.Token, Sample.Now);
        var html = VisibleText(mail.Html);

        Assert.Contains($"\n\n{notice.Text}\n", mail.Text, StringComparison.Ordinal);
        var at = 0;
        foreach (var line in notice.Text.Split('\n').Select(line => line.TrimStart('*', ' ')).Where(line => line.Trim('=', '-').Length > 0))
        {
            var found = html.IndexOf(line, at, StringComparison.Ordinal);
            Assert.True(found >= at, line);
            at = found + line.Length;
        }
    }

    [Fact]
    public async Task Granted_LeadsToTheNoticeThatWasDecidedOn()
    {
        var hash = new string('a', 64);
        var mail = await composer.ComposeAsync(Sample.Granted with { NoticeHash = hash }, Granted, 0, Sample.Token, Sample.Now);

        Assert.Contains($"The notice that you decided on: https://consent.example/notices/{hash}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains(new HtmlParser().ParseDocument(mail.Html).Links, link => link.GetAttribute("href") == $"https://consent.example/notices/{hash}");
    }

    [Theory]
    [InlineData(3, "11 days left to decide", false)]
    [InlineData(12, "2 days left to decide", true)]
    [InlineData(13.9, "2 hours left to decide", false)]
    public async Task Reminder_SaysWhatIsLeft(double daysLater, string left, bool last)
    {
        var mail = await composer.ComposeAsync(Sample.Waiting, Reminder, last ? 4 : 2, Sample.Token, Sample.Now.AddDays(daysLater));

        Assert.Contains(left, VisibleText(mail.Html), StringComparison.Ordinal);
        Assert.Contains("deleted on 6 December 2026, 09:30 UTC", mail.Text, StringComparison.Ordinal);
        Assert.Equal(last, mail.Text.Contains("last reminder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Notice)]
    [InlineData(Reminder)]
    [InlineData(Granted)]
    public async Task Links_CarryTheTokenInTheFragment_AndAsCodeToPaste(MailKind kind)
    {
        var mail = await composer.ComposeAsync(Sample.Granted, kind, 0, Sample.Token, Sample.Now);
        var html = new HtmlParser().ParseDocument(mail.Html);

        Assert.Contains($"https://consent.example/consent#{Sample.Token}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"\n{Sample.Token}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains(html.Links, link => link.GetAttribute("href") == $"https://consent.example/consent#{Sample.Token}");
        Assert.Contains(html.QuerySelectorAll("p"), paragraph => paragraph.TextContent == Sample.Token);
    }

    [Fact]
    public async Task Granted_SaysWhatWasAllowedAndWhatNot()
    {
        var mail = await composer.ComposeAsync(Sample.Granted, Granted, 0, Sample.Token, Sample.Now.AddDays(1));
        var allowed = mail.Text.IndexOf("You allowed\n", StringComparison.Ordinal);
        var notAllowed = mail.Text.IndexOf("You did not allow\n", StringComparison.Ordinal);

        Assert.InRange(mail.Text.IndexOf("* Account and trips", StringComparison.Ordinal), allowed, notAllowed);
        Assert.InRange(mail.Text.IndexOf("* Recommendations", StringComparison.Ordinal), allowed, notAllowed);
        Assert.True(mail.Text.IndexOf("* Offers from partners", StringComparison.Ordinal) > notAllowed);
        Assert.Contains("On 22 November 2026, 12:30 UTC you gave Wayfarer your consent", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Name given: Sam Jones. Relationship to the child: mother.", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Granted)]
    [InlineData(Withdrawn)]
    public async Task AfterAGrant_TheClientHasTheData_AndTheMailSaysSo(MailKind kind)
    {
        var mail = await composer.ComposeAsync(Sample.Granted, kind, 0, Sample.Token, Sample.Now);

        Assert.Contains("Wayfarer got the data when you said yes. To have its own copy deleted, ask Wayfarer", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wayfarer deletes", $"{mail.Subject} {mail.Text}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Notice)]
    [InlineData(Reminder)]
    [InlineData(Granted)]
    [InlineData(Refused)]
    [InlineData(Withdrawn)]
    public async Task WhatWasTakenOutOfThePolicy_IsNamedByItsId(MailKind kind)
    {
        var mail = await new MailComposer(Sample.NoPolicies, Sample.Address, Sample.Renderer)
            .ComposeAsync(Sample.Granted, kind, 1, Sample.Token, Sample.Now);

        Assert.Contains("wayfarer", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(kind is Refused or Withdrawn, !mail.Text.Contains("* recommendations", StringComparison.Ordinal));
        Assert.DoesNotContain("privacy", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Questions?", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("below", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Refused, RegistrationState.Refused, "you do not give your consent for Mia")]
    [InlineData(Withdrawn, RegistrationState.Withdrawn, "you took back the consent that you had given Wayfarer for Mia")]
    public async Task EndingDecisions_SayThatTheDataIsDeleted_AndHowToStartAnew(MailKind kind, RegistrationState state, string decided)
    {
        var mail = await composer.ComposeAsync(Sample.Decided(state), kind, 0, null, Sample.Now);

        Assert.Contains(decided, mail.Text, StringComparison.Ordinal);
        Assert.Contains("was deleted as soon as you decided", mail.Text, StringComparison.Ordinal);
        Assert.Contains("sign up at Wayfarer again", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("#", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChildWithoutName_IsAChild() =>
        Assert.Equal("Wayfarer asks for your consent for a child", (await NoticeFor(Sample.For(null))).Subject);

    [Theory]
    [InlineData("<img src=x onerror=alert(1)><a href='https://evil.example'>here</a>")]
    [InlineData("Mia\r\nBcc: everyone@evil.example\r\n\r\nhttps://evil.example/")]
    [InlineData("www.evil.example")]
    [InlineData("Mia\u202Eelpmaxe.live\u202C\u2028\u0000\u0085")]
    [InlineData("\ud800{0}{9}%s")]
    public async Task HostileNames_StayNames(string name)
    {
        var mail = await NoticeFor(Sample.For(name));
        var html = new HtmlParser().ParseDocument(mail.Html);

        Assert.Equal(
            ["https://wayfarer.example/privacy", "mailto:privacy@wayfarer.example", $"https://consent.example/consent#{Sample.Token}"],
            html.Links.Select(link => link.GetAttribute("href")));
        Assert.Empty(html.Images);
        Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]", mail.Subject);
        Assert.DoesNotMatch(@"[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\r\0\x85]", mail.Text);
        Assert.DoesNotMatch(@"[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\r\0\x85]", html.Body!.TextContent);
        Assert.DoesNotMatch(@"https?://evil|evil\.example|\S@evil", mail.Text);
        Assert.DoesNotContain("\nBcc", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_LoadsNothingAndRunsNothing()
    {
        var html = new HtmlParser().ParseDocument((await NoticeFor(Sample.Waiting)).Html);

        Assert.Empty(html.QuerySelectorAll("script, link, img, iframe, object, video, form, [src], [background]"));
        Assert.DoesNotContain("url(", html.Source.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task MessageId_IsTheSameForEveryTry_AndOfEachMailItsOwn()
    {
        var ids = new List<string>();
        foreach (var (registration, kind, number) in new[]
        {
            (Sample.Waiting, Notice, 0), (Sample.Waiting, Reminder, 1), (Sample.Waiting, Reminder, 2),
            (Sample.Waiting with { Attempt = "ffffffffffffffff" }, Notice, 0), (Sample.Granted, Granted, 0),
            (Sample.Granted with { DecisionId = "0000000000000000" }, Granted, 0), (Sample.Granted, Withdrawn, 0),
        })
        {
            var mail = await composer.ComposeAsync(registration, kind, number, Sample.Token, Sample.Now);
            var again = await composer.ComposeAsync(registration, kind, number, "another token", Sample.Now.AddHours(1));
            Assert.Equal(mail.MessageId, again.MessageId);
            Assert.Matches("^[0-9a-f]{32}$", mail.MessageId);
            ids.Add(mail.MessageId);
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("tlh")]
    [InlineData("-")]
    [InlineData("")]
    public async Task UnknownLocale_IsWrittenInEnglish(string locale)
    {
        var mail = await NoticeFor(Sample.Waiting with { Details = Sample.Waiting.Details! with { Locale = locale } });

        Assert.StartsWith("Wayfarer asks for your consent", mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Notice)]
    [InlineData(Reminder)]
    public async Task Siblings_AreListed_EachWithItsOwnLinkAndCode(MailKind kind)
    {
        var (mia, tom) = (new string('m', 64), new string('o', 64));
        var also = new[] { new AlsoWaiting(Sample.For("Zoe"), mia), new AlsoWaiting(Sample.For("Tom. example.com"), tom) };

        var mail = await composer.ComposeAsync(Sample.Waiting, kind, 1, Sample.Token, also, Sample.Now);

        foreach (var sentence in (string[])["Zoe Asked for: Account and trips, Recommendations, Offers from partners. You can answer until 6 December 2026, 09:30 UTC.", mia, tom])
        {
            Assert.Contains(sentence, mail.Text, StringComparison.Ordinal);
            Assert.Contains(sentence, VisibleText(mail.Html), StringComparison.Ordinal);
        }

        var links = new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a").Select(link => link.GetAttribute("href"));
        Assert.Equal(3, links.Count(link => link!.StartsWith("https://consent.example/consent#", StringComparison.Ordinal)));
        Assert.DoesNotContain("Tom. example.com", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Also waiting", (await NoticeFor(Sample.Waiting)).Text, StringComparison.Ordinal);
    }

    /// <summary>COPPA 312.4(c)(1): each link stands with its whole notice, and one that is the same text is not there twice.</summary>
    [Theory]
    [InlineData(Notice)]
    [InlineData(Reminder)]
    [InlineData(Invited)]
    public async Task Siblings_HaveTheirWholeNotices_EachTextOnce(MailKind kind)
    {
        var fewer = Sample.For("Ada") with { Purposes = ["account"] };
        var (about, main) = kind is Invited
            ? (Sample.Granted with { Second = Sample.Second, AddressMark = Sample.Second.Mark }, Array.Empty<Registration>())
            : (Sample.Waiting, [Sample.Waiting]);
        Registration[] siblings = [fewer, Sample.For("Zoe"), Sample.For("Tom"), fewer with { Details = Sample.For("Eva").Details }];
        var also = siblings.Select((sibling, number) => new AlsoWaiting(sibling, new string((char)('a' + number), 64))).ToArray();
        var notices = main.Concat(siblings).Select(each => ComposeNotice.For(Sample.Policies, each)!).DistinctBy(notice => notice.Hash).ToArray();
        Assert.Equal(2, notices.Length);

        var mail = await composer.ComposeAsync(about, kind, 1, Sample.Token, also, Sample.Now);

        Assert.All(notices, notice => Assert.Equal(2, mail.Text.Split($"\n\n{notice.Text}\n").Length));
        Assert.Equal(2, new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("[role=article] div[lang]").Length);
        string[] same = kind is Invited ? ["Tom", "Eva"] : ["Zoe", "Tom", "Eva"];
        Assert.Equal(same.Length, mail.Text.Split("Everything in the notice above holds for ").Length - 1);
        Assert.All(same, child => Assert.Contains($"the notice above holds for {child}, too.", mail.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("their yes is checked")]
    [InlineData("the other's yes is checked")]
    [InlineData("invited after a grant")]
    [InlineData("further purposes")]
    public async Task Siblings_AreNamedInWhateverMailAsks(string what)
    {
        var (zoe, tom) = (new string('z', 64), new string('o', 64));
        var form = Sample.At(Core.Methods.VerificationStep.FormAwaited);
        var (registration, kind) = what switch
        {
            "their yes is checked" => (form, Reminder),
            "the other's yes is checked" => (form with { Second = Sample.Second, AddressMark = Sample.Second.Mark }, Reminder),
            "invited after a grant" => (Sample.Granted with { Second = Sample.Second, AddressMark = Sample.Second.Mark }, Invited),
            _ => (Sample.Question, Notice),
        };

        var mail = await composer.ComposeAsync(
            registration, kind, 1, Sample.Token, [new AlsoWaiting(Sample.For("Zoe"), zoe), new AlsoWaiting(Sample.For("Tom"), tom)], Sample.Now);

        Assert.All(
            new[] { mail.Text, VisibleText(mail.Html) },
            body => Assert.All(
                new[] { "Also waiting for you", "Zoe", zoe, "Tom", tom }, part => Assert.Contains(part, body, StringComparison.Ordinal)));
        var links = new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a").Select(link => link.GetAttribute("href"));
        Assert.Equal(
            new[] { Sample.Token, zoe, tom }.Select(token => $"https://consent.example/consent#{token}"),
            links.Where(link => link!.StartsWith("https://consent.example/consent#", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            "Also waiting", (await composer.ComposeAsync(registration, kind, 1, Sample.Token, Sample.Now)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailToWhoAskedForTheDeletion_SaysThatTheyAsked_AndLeadsToTheCertificate()
    {
        var asked = Sample.Decided(RegistrationState.Withdrawn) with { DeletionReason = DeletionReason.GuardianRequest };
        var mail = await composer.ComposeAsync(asked, Withdrawn, 0, null, Sample.Now);

        Assert.Contains("as you asked", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("you asked for the data of Mia to be deleted. The consent for Wayfarer ended with that.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"https://consent.example/certificates/{asked.DeletionId}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("took back", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeletionReason.Expired, "there is no valid consent")]
    [InlineData(DeletionReason.Cancelled, "has ended the sign-up or the account")]
    [InlineData(DeletionReason.Administrator, "This service has removed the registration of Mia")]
    [InlineData(DeletionReason.GuardianRequest, "A parent or guardian asked this service to delete the data of Mia")]
    public async Task LastMail_SaysWhyAllGoes_AndLeadsToTheCertificateAlone(DeletionReason reason, string why)
    {
        var ended = Sample.Waiting with { State = reason is DeletionReason.Expired ? RegistrationState.Expired : RegistrationState.Cancelled, DeletionReason = reason };
        var mail = await composer.ComposeAsync(ended, MailKind.Deleted, 0, token: null, Sample.Now);

        Assert.Contains(why, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"https://consent.example/certificates/{ended.DeletionId}", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://consent.example/certificates/{ended.DeletionId}\"", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/consent#", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, (await composer.ComposeAsync(ended, MailKind.Deleted, 0, token: null, Sample.Now.AddHours(1))).MessageId);
    }

    [Theory]
    [InlineData(Refused, RegistrationState.Refused, false)]
    [InlineData(Withdrawn, RegistrationState.Withdrawn, false)]
    [InlineData(Withdrawn, RegistrationState.Withdrawn, true)]
    public async Task MailAboutANo_LeadsToTheCertificate_ForEitherGuardian(MailKind kind, RegistrationState state, bool toOther)
    {
        var ended = Sample.Decided(state) with { Second = toOther ? Sample.Second : null };
        ended = ended with { Details = Sample.Granted.Details! with { SecondGuardianEmail = "second@example.org" } };
        var mail = await composer.ComposeAsync(toOther ? ended.ForSecond() : ended, kind, 0, token: null, Sample.Now);
        Assert.Contains($"https://consent.example/certificates/{ended.DeletionId}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SentAgainOrToAnotherAddress_ItIsAnotherMail()
    {
        var corrected = Sample.Waiting with { AddressMark = "fedcba9876543210" };
        string[] ids =
        [
            (await NoticeFor(Sample.Waiting)).MessageId,
            (await composer.ComposeAsync(Sample.Waiting, Notice, -1, Sample.Token, Sample.Now)).MessageId,
            (await composer.ComposeAsync(Sample.Waiting, Notice, -2, Sample.Token, Sample.Now)).MessageId,
            (await NoticeFor(corrected)).MessageId,
        ];

        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task MailGoesToTheGuardian_InTheNameOfTheClient()
    {
        var mail = await NoticeFor(Sample.Waiting);

        Assert.Equal("parent@example.org", mail.To);
        Assert.Equal("Wayfarer – parental consent", mail.FromName);
    }

    [Fact]
    public async Task ManyAtOnce_DoNotMixUp()
    {
        var mails = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => NoticeFor(Sample.For($"Child {number}x")))));

        Assert.All(mails.Index(), mail => Assert.Contains($"the data of Child {mail.Index}x.", VisibleText(mail.Item.Html), StringComparison.Ordinal));
    }

    private Task<Mail> NoticeFor(Registration registration) =>
        composer.ComposeAsync(registration, Notice, 0, Sample.Token, Sample.Now);

    private static string OneLine(string text) => string.Join(
        ' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" * ", " ", StringComparison.Ordinal);

    /// <summary>What a reader sees, with each gap as one space.</summary>
    private static string VisibleText(string html) => string.Join(
        ' ', new HtmlParser().ParseDocument(html.Replace("</", " </", StringComparison.Ordinal)).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
