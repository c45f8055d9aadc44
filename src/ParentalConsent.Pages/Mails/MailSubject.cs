using ParentalConsent.Core.Links;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Names;

namespace ParentalConsent.Pages.Mails;

/// <summary>Whom and what a mail is about.</summary>
/// <param name="Number">Of the reminder, from 1.</param>
/// <param name="Token">Null where the mail has no link.</param>
internal sealed record MailSubject(
    Registration Registration, ClientPolicy Client, PolicySet Policies, ServiceAddress Address, int Number, string? Token, DateTimeOffset Now)
{
    public Texts Texts { get; } = Texts.For(Registration.Details?.Locale);

    public string Child => ShownName.Of(Registration.Details?.ChildName) ?? Texts["Child.Unnamed"];

    public string GuardianName => ShownName.Of(Registration.Details?.GuardianName) ?? "";

    public string Relationship => ShownName.Of(Registration.Details?.Relationship) ?? "";

    /// <summary>Where a code can be pasted.</summary>
    public Uri ConsentPage => new(Address.BaseUrl, "/consent");

    public string Decided => Texts.Moment(Registration.DecidedAt ?? Now);

    public string Deadline => Texts.Moment(Registration.Deadline);

    public TimeSpan TimeLeft => Registration.Deadline - Now;

    /// <summary>Where to read and ask more.</summary>
    public IEnumerable<MailBlock> References() =>
    [
        new MailBlock.Reference(Texts["Mail.PrivacyPolicy", Client.Name], Client.PrivacyPolicy.ToString(), Client.PrivacyPolicy),
        new MailBlock.Reference(Texts["Mail.Contact"], Client.Contact, new Uri($"mailto:{Client.Contact}")),
    ];

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(MailSubject);
}
