using ParentalConsent.Core.Policies;

namespace ParentalConsent.Pages.Shown;

/// <summary>A client as guardians know it. One that was taken out of the policy has its id for a name, and nothing else.</summary>
/// <param name="Contact">E-mail address for questions.</param>
/// <param name="Reminders">How many a guardian gets.</param>
public sealed record ShownClient(string Name, string? Contact, Uri? PrivacyPolicy, int Reminders)
{
    public static ShownClient Of(PolicySet policies, string id) => policies.Clients.TryGetValue(id, out var client)
        ? new ShownClient(client.Name, client.Contact, client.PrivacyPolicy, client.ReminderDays.Count)
        : new ShownClient(id, null, null, 0);
}
