namespace ParentalConsent.Storage.Queues;

public static class QueueNames
{
    public const string OutgoingMail = "outgoing-mail";

    public const string Reminders = "reminders";

    public const string Deletions = "deletions";

    public const string Webhooks = "webhooks";

    public const string ComingsOfAge = "comings-of-age";

    public const string Discoveries = "discoveries";

    public const string Cases = "cases";

    public static IReadOnlyList<string> All { get; } = [OutgoingMail, Reminders, Deletions, Webhooks, ComingsOfAge, Discoveries, Cases];

    /// <summary>Where the Functions host puts what it gave up on.</summary>
    public static string PoisonOf(string queue) => $"{queue}-poison";
}
