namespace ParentalConsent.Storage.Tables;

public static class TableNames
{
    public const string Registrations = "registrations";

    public const string Deadlines = "deadlines";

    public const string DeletionLog = "deletionlog";

    public const string MailFailures = "mailfailures";

    public const string Forms = "forms";

    public const string Signals = "signals";

    public const string Notices = "notices";

    public const string Guardians = "guardians";

    public const string Events = "events";

    public const string Watch = "watch";

    public const string Holds = "holds";

    public const string StaffLog = "stafflog";

    public const string Webhooks = "webhooks";

    public const string Discoveries = "discoveries";

    public const string Cases = "cases";

    public static IReadOnlyList<string> All { get; } =
    [
        Registrations, Deadlines, DeletionLog, MailFailures, Forms, Signals, Notices, Guardians, Events, Watch, StaffLog, Holds, Webhooks, Discoveries, Cases,
    ];
}
