using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Notices;

public class ComposeNoticeTests
{
    private static readonly Purpose Account = Purpose("account") with { Integral = true };

    private static readonly Purpose Chat = Purpose("chat") with
    {
        DisclosesToThirdParties = true, Recipients = new Dictionary<string, string> { ["en"] = "other players" },
    };

    private static readonly PolicySet Policies = new(
        ShippedNotices.All,
        new Dictionary<string, ClientPolicy> { ["games"] = Lives.World.Client with { Name = "Games {days}" } },
        new Dictionary<string, Purpose> { ["account"] = Account, ["chat"] = Chat },
        new Dictionary<string, CountryRule>());

    private static readonly Registration Asked = new()
    {
        Id = "1",
        ClientId = "games",
        Attempt = "2",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero),
        Deadline = new DateTimeOffset(2026, 12, 6, 9, 0, 0, TimeSpan.Zero),
        Purposes = ["account", "chat", "gone"],
        NoticeVersion = ShippedNotices.English.Version,
        Details = new PersonalDetails { GuardianEmail = "parent@marked.example", ChildName = "MarkedChild", Locale = "de-AT" },
    };

    [Theory]
    [InlineData("Someone who signed up at Games {days} gave us this e-mail address")]
    [InlineData("Your consent is required. Without it, Games {days} neither uses nor passes on")]
    [InlineData("* title of account\n  description of account\n  Data: items of account.\n  Kept: retention of account.\n  Who else gets it: nobody.\n  Needed for the account: part of every yes.\n")]
    [InlineData("* title of chat\n  description of chat\n  Data: items of chat.\n  Kept: retention of chat.\n  Who else gets it: other players.\n  You can allow everything else and still not allow that others get this data.\n  Your choice: you can allow it or not.\n")]
    [InlineData("Privacy policy of Games {days}: https://games.example/privacy\n")]
    [InlineData("Open the link in our mail")]
    [InlineData("If you do not answer within 14 days after the sign-up, everything is deleted")]
    [InlineData("You can see the data of your child")]
    [InlineData("You can have the data deleted")]
    [InlineData("You can stop Games {days} from collecting or using more of it.")]
    [InlineData("You can take your consent back at any time")]
    [InlineData("privacy@games.example")]
    [InlineData("This is our notice of 2026-11-22.\n")]
    public void Notice_HasEveryElement(string text) => Assert.Contains(text, Compose()!.Text, StringComparison.Ordinal);

    [Fact]
    public void Notice_HasNoPersonalData_AndNothingThatIsNotAskedAnyMore() =>
        Assert.DoesNotMatch("(?i)marked|gone|December", Compose()!.Text);

    [Fact]
    public void Hash_IsThatOfTheBytes_WithLineFeedsOnly()
    {
        var notice = Compose()!;

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(notice.Bytes.Span)), notice.Hash);
        Assert.Equal(notice.Text, Encoding.UTF8.GetString(notice.Bytes.Span));
        Assert.EndsWith("2026-11-22.\n", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', notice.Text);
    }

    [Fact]
    public void SameInput_SameHash_AndEachThatIsReadAnotherOne()
    {
        var other = Policies with
        {
            Purposes = new Dictionary<string, Purpose> { ["account"] = Account, ["chat"] = Chat with { Retention = Account.Retention } },
        };

        Assert.Equal(Compose()!.Hash, Compose(Asked with { Id = "9", CreatedAt = Asked.CreatedAt.AddDays(1), Deadline = Asked.Deadline.AddDays(1) })!.Hash);
        Assert.Equal(4, new[]
        {
            Compose()!, Compose(Asked with { Purposes = ["account"] })!, Compose(Asked with { Deadline = Asked.Deadline.AddDays(-3) })!,
            ComposeNotice.For(other, Asked)!,
        }.DistinctBy(notice => notice.Hash).Count());
    }

    [Fact]
    public void TestClient_SaysItsPolicyDays() => Assert.Contains(
        "within 14 days",
        ComposeNotice.For(Policies with
        {
            Clients = new Dictionary<string, ClientPolicy> { ["games"] = Lives.World.Client with { Test = true, TimeScale = 86400 } },
        }, Asked with { Deadline = Asked.CreatedAt.AddSeconds(14) })!.Text,
        StringComparison.Ordinal);

    [Fact]
    public void Language_IsTheBestThatTheClientLists()
    {
        var german = ShippedNotices.English with { Language = "de" };
        var listed = Policies with
        {
            Notices = new NoticeSet([ShippedNotices.English, german]),
            Clients = new Dictionary<string, ClientPolicy> { ["games"] = Lives.World.Client with { Locales = ["en", "de"] } },
        };

        Assert.Equal("en", Compose()!.Language);
        Assert.Equal("de", ComposeNotice.For(listed, Asked)!.Language);
        Assert.Equal("en", ComposeNotice.For(listed, Asked, "fr")!.Language);
        Assert.Equal(["en", "de"], ComposeNotice.InEachLanguage(listed, Asked).Select(notice => notice.Language));
    }

    [Fact]
    public void Version_IsThatOfTheRegistration_OrOfItsDayWhereThatWasRemoved()
    {
        var versions = Policies with
        {
            Notices = new NoticeSet(((string[])["2026-01-01", "2026-11-01", "2026-12-01"]).Select(version => ShippedNotices.English with { Version = version })),
        };

        Assert.Equal("2026-01-01", ComposeNotice.For(versions, Asked with { NoticeVersion = "2026-01-01" })!.Version);
        Assert.Equal("2026-11-01", ComposeNotice.For(versions, Asked with { NoticeVersion = "2025-01-01" })!.Version);
    }

    [Fact]
    public void ClientTakenOutOfThePolicy_HasNone() =>
        Assert.Null(ComposeNotice.For(Policies with { Clients = new Dictionary<string, ClientPolicy>() }, Asked));

    private static DirectNotice? Compose(Registration? registration = null) => ComposeNotice.For(Policies, registration ?? Asked);

    private static Purpose Purpose(string id) => new()
    {
        Id = id,
        Title = In($"title of {id}"),
        Description = In($"description of {id}"),
        DataItems = In($"items of {id}"),
        Retention = In($"retention of {id}"),
    };

    private static Dictionary<string, string> In(string text) => new() { ["en"] = text };
}
