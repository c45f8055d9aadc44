using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>A registration whose parent has the first mail.</summary>
public sealed record Asked(Minor Child, string RegistrationId, ReceivedMail Notice)
{
    public MailedLink Link => MailedLink.In(Notice);

    public string Token => Link.Token;
}
