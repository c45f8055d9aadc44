using ParentalConsent.Core.Links;
using ParentalConsent.Core.Policies;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Mails;

/// <summary>What a mail is about, and where it leads.</summary>
/// <param name="Number">Of the reminder, from 1.</param>
/// <param name="Token">Null where the mail has no link.</param>
internal sealed record MailSubject(ShownRegistration Shown, ServiceAddress Address, int Number, string? Token)
{
    public Texts Texts => Shown.Texts;

    public ClientPolicy Client => Shown.Client;

    public string Child => Shown.Child;

    /// <summary>Where a code can be pasted.</summary>
    public Uri ConsentPage => new(Address.BaseUrl, "/consent");

    /// <summary>Where to read and ask more.</summary>
    public IEnumerable<MailBlock> References() =>
    [
        new MailBlock.Reference(Texts["Mail.PrivacyPolicy", Client.Name], Client.PrivacyPolicy.ToString(), Client.PrivacyPolicy),
        new MailBlock.Reference(Texts["Mail.Contact"], Client.Contact, new Uri($"mailto:{Client.Contact}")),
    ];

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(MailSubject);
}
