using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Notices;

/// <summary>Makes the direct notice of notice file, client and purposes. The same input gives the same bytes.</summary>
public static class ComposeNotice
{
    /// <summary>The notice for a registration in the language that fits best of those that its client lists.</summary>
    /// <param name="locale">BCP 47; null for the registration's own.</param>
    /// <returns>Null where nobody can be asked any more: the client was taken out of the policy.</returns>
    public static DirectNotice? For(PolicySet policies, Registration registration, string? locale = null) =>
        policies.FindClient(registration) is { } client
        && policies.Notices.Find(
            VersionFor(policies, registration),
            Locales.Best(client.Locales, locale ?? registration.Details?.Locale)) is { } texts
            ? Of(texts, client, Asked(policies, registration.Purposes), DaysOf(registration, client), registration.IsQuestion)
            : null;

    /// <summary>The same in every language that the client lists: one of them was shown.</summary>
    public static IEnumerable<DirectNotice> InEachLanguage(PolicySet policies, Registration registration) =>
        (policies.FindClient(registration)?.Locales ?? []).Select(locale => For(policies, registration, locale)).OfType<DirectNotice>();

    /// <param name="days">From sign-up until all is deleted, or from the question until it lapses.</param>
    /// <param name="further">The purposes are asked besides a consent that goes on: what follows from each answer is another then.</param>
    public static DirectNotice Of(NoticeTexts texts, ClientPolicy client, IEnumerable<Purpose> purposes, int days, bool further = false)
    {
        var values = new Dictionary<string, string>
        {
            [NoticeElements.Client] = client.Name,
            [NoticeElements.Days] = texts.DaysIn(days),
            ["policy"] = client.PrivacyPolicy.AbsoluteUri,
            ["contact"] = client.Contact,
            ["version"] = texts.Version,
        };
        return new DirectNotice(
            texts.Version,
            texts.Language,
            further ? Section("furtherTitle", "furtherAddressFrom", "furtherRequired") : Section("title", "addressFrom", "required"),
            Section("purposes", further ? "furtherLead" : "purposesLead"),
            [.. purposes.Select(purpose => Describe(texts, values, purpose, further ? "furtherIntegral" : "integral"))],
            [
                further
                    ? Section("answers", "furtherYes", "furtherNo", "furtherNoAnswer")
                    : Section("answers", "yes", "no", "notMyChild", "noAnswer"),
                Section("rights", "review", "erase", "stop", "withdraw") with
                {
                    Lines =
                    [
                        .. Lines("review", "erase", "stop", "withdraw"),
                        new NoticeLine(Say("policy"), client.PrivacyPolicy.AbsoluteUri, client.PrivacyPolicy),
                        Uri.TryCreate($"mailto:{client.Contact}", UriKind.Absolute, out var mailbox)
                            ? new NoticeLine(Say("contact"), client.Contact, mailbox)
                            : new NoticeLine(Say("contact")),
                    ],
                },
                Section("decide", "howToConsent", "version"),
            ]);

        string Say(string element) => texts.Fill(element, values);

        IEnumerable<NoticeLine> Lines(params string[] elements) => elements.Select(element => new NoticeLine(Say(element)));

        NoticeSection Section(string heading, params string[] elements) => new(Say(heading), [.. Lines(elements)]);
    }

    private static NoticePurpose Describe(NoticeTexts texts, Dictionary<string, string> common, Purpose purpose, string integral)
    {
        var values = new Dictionary<string, string>(common)
        {
            ["items"] = In(purpose.DataItems),
            ["retention"] = In(purpose.Retention),
            ["recipients"] = In(purpose.Recipients),
        };
        string[] elements =
        [
            "items", "retention",
            .. purpose.DisclosesToThirdParties ? ["recipients", "separate"] : (string[])["noRecipients"],
            purpose.Integral ? integral : "choice",
        ];
        return new NoticePurpose(
            purpose.Id,
            In(purpose.Title),
            [In(purpose.Description), .. elements.Select(element => texts.Fill(element, values))],
            !purpose.Integral);

        string In(IReadOnlyDictionary<string, string> byLanguage) =>
            byLanguage.TryGetValue(texts.Language, out var text) || byLanguage.TryGetValue(Locales.Fallback, out text) ? text : "";
    }

    /// <summary>The version that the registration began with, or, where that was removed, the one that was in force then among those left.</summary>
    private static string VersionFor(PolicySet policies, Registration registration) => policies.Notices.Has(registration.NoticeVersion)
        ? registration.NoticeVersion
        : policies.Notices.InForceAt(registration.CreatedAt);

    /// <summary>Nobody can agree to a purpose that was taken out of the policy.</summary>
    private static IEnumerable<Purpose> Asked(PolicySet policies, IEnumerable<string> ids) =>
        ids.Select(id => policies.Purposes.GetValueOrDefault(id)).OfType<Purpose>();

    /// <summary>The registration's own, should the client's policy have changed since.</summary>
    private static int DaysOf(Registration registration, ClientPolicy client) =>
        Math.Max(1, (int)Math.Round((registration.Deadline - registration.CreatedAt).TotalDays * client.TimeScale));
}
