using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Shown;

/// <summary>A registration in the words that its guardian reads.</summary>
public sealed class ShownRegistration(Registration registration, PolicySet policies, DateTimeOffset now, LanguageWish wish = default)
{
    public Registration Registration { get; } = registration;

    public Texts Texts { get; } = wish.For(registration.Details?.Locale);

    public ShownClient Client { get; } = ShownClient.Of(policies, registration.ClientId);

    /// <summary>What the guardian decides on, in the language asked for where the client lists it; null for a client that was taken out of the policy.</summary>
    public DirectNotice? Notice { get; } = ComposeNotice.For(policies, registration, wish.For(registration.Details?.Locale).Language);

    /// <summary>For a <c>lang</c> attribute; null where the notice is in the reader's language.</summary>
    public string? NoticeLanguage => WrittenLanguage.Find(Notice?.Language)?.Tag == Texts.Language ? null : Notice?.Language;

    /// <summary>For a <c>dir</c> attribute; null where the notice is in the reader's language.</summary>
    public string? NoticeDirection => NoticeLanguage is null ? null : WrittenLanguage.Find(NoticeLanguage)?.Direction ?? "auto";

    /// <summary>The child's name, or words for it.</summary>
    public string Child => ShownName.Of(Registration.Details?.ChildName) ?? Texts["Child.Unnamed"];

    public string GuardianName => ShownName.Of(Registration.Details?.GuardianName) ?? "";

    public string Relationship => ShownName.Of(Registration.Details?.Relationship) ?? "";

    public string Deadline => Texts.Moment(Registration.Deadline);

    public string TimeLeft => Texts.Span(Registration.Deadline - now);

    public string Decided => Texts.Moment(Registration.DecidedAt ?? now);

    /// <summary>Whether mails are sent to the guardian: not once the mail server refused their address for good, or it is not their child.</summary>
    public bool GetsMail => !Registration.Mail.Bounced && !Registration.WasDisowned;

    /// <summary>In the order of the client's policy, as they were asked.</summary>
    public IReadOnlyList<ShownPurpose> Purposes =>
        [.. Registration.Purposes.Select(id => ShownPurpose.Of(policies, id, Texts, Registration.GrantedPurposes.Contains(id)))];

    public IEnumerable<ShownPurpose> Allowed => Purposes.Where(purpose => purpose.Allowed);

    public IEnumerable<ShownPurpose> NotAllowed => Purposes.Where(purpose => !purpose.Allowed);
}
