using ParentalConsent.Core.Links;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Mails;

/// <summary>What a mail is about, and where it leads.</summary>
/// <param name="Number">Of the reminder, from 1.</param>
/// <param name="Token">Null where the mail has no link.</param>
internal sealed record MailSubject(ShownRegistration Shown, ServiceAddress Address, int Number, string? Token)
{
    /// <summary>Other children that wait for the same guardian, each with its own token.</summary>
    public IReadOnlyList<(ShownRegistration Shown, string Token)> Also { get; init; } = [];

    public Texts Texts => Shown.Texts;

    public ShownClient Client => Shown.Client;

    public string Child => Shown.Child;

    /// <summary>Where a code can be pasted.</summary>
    public Uri ConsentPage => new(Address.BaseUrl, "/consent");

    /// <summary>Where the notice that was decided on can be read for good; null where none is known.</summary>
    public Uri? DecidedNotice => Shown.Registration.NoticeHash is { } hash ? new Uri(Address.BaseUrl, $"/notices/{hash}") : null;

    /// <summary>Where it is proven that what was held is gone, once it is.</summary>
    public MailBlock Certificate()
    {
        var address = Address.CertificatePage(Shown.Registration.DeletionId);
        return new MailBlock.Reference(Texts["Ended.Certificate"], address.ToString(), address);
    }

    /// <summary>Where to read and ask more; nothing for a client that was taken out of the policy.</summary>
    public IEnumerable<MailBlock> Questions() => Client is { Contact: { } contact, PrivacyPolicy: { } policy }
        ?
        [
            new MailBlock.Heading(Texts["Mail.Questions"]),
            new MailBlock.Reference(Texts["Mail.PrivacyPolicy", Client.Name], policy.ToString(), policy),
            new MailBlock.Reference(Texts["Mail.Contact"], contact, new Uri($"mailto:{contact}")),
        ]
        : [];

    /// <summary>How to reach the copy that the client has had since a grant.</summary>
    public IEnumerable<MailBlock> AskClient() =>
        Client.Contact is null ? [] : [new MailBlock.Paragraph(Texts["Client.Ask", Client.Name])];

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(MailSubject);
}
