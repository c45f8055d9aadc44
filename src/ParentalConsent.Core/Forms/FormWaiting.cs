namespace ParentalConsent.Core.Forms;

/// <summary>A line of the list of forms to look at. No personal data.</summary>
public sealed record FormWaiting(FormLine Line, string ClientId, DateTimeOffset ReceivedAt);
