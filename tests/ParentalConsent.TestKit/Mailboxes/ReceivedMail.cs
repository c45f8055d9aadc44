namespace ParentalConsent.TestKit.Mailboxes;

/// <summary>A mail as the catcher parsed it.</summary>
/// <param name="Id">The catcher's own id, for <see cref="Mailbox.SourceAsync"/> and <see cref="Mailbox.DeleteAsync"/>.</param>
/// <param name="Headers">By lower-case name. Of a header that came several times, the last.</param>
public sealed record ReceivedMail(
    string Id,
    string Subject,
    string From,
    IReadOnlyList<string> To,
    string Text,
    string Html,
    DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, string> Headers)
{
    public string MessageId => Headers.GetValueOrDefault("message-id", string.Empty);

    public bool IsFor(string address) => To.Contains(address, StringComparer.OrdinalIgnoreCase);
}
