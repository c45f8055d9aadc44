using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// <c>{ "clients": [{ "id", "name", "contact", "privacyPolicy", "purposes", "locales", "rule", "methods", "provider", "confirmAfterHours",
/// "quickAnswerSeconds", "deadlineDays", "reminderDays", "quietHours", "webhook", "discoveries", "deletion", "targets", "test", "timeScale" }] }</c>.
/// </summary>
internal static class ClientsFile
{
    private const int UsualDeadline = 14;

    /// <summary>Two weeks: FTC v. Microsoft, 2023.</summary>
    private const int LongestDeadline = 14;

    private const int FastestTime = 86400;
    private const int LongestConfirmation = 14 * 24;
    private const int LongestQuickAnswer = 600;

    private static readonly int[] UsualReminders = [1, 3, 7, 12];

    private static readonly string[] Names =
    [
        "id", "name", "contact", "privacyPolicy", "purposes", "locales", "rule", "methods", "provider", "confirmAfterHours", "quickAnswerSeconds",
        "deadlineDays", "reminderDays", "quietHours", "webhook", "discoveries", "deletion", "targets", "test", "timeScale",
    ];

    /// <param name="nodes">Gets where each client stands.</param>
    public static IReadOnlyDictionary<string, ClientPolicy> Read(
        PolicyNode? file, IReadOnlySet<string> purposes, IDictionary<string, PolicyNode> nodes)
    {
        var clients = new Dictionary<string, ClientPolicy>();
        if (file?.IsObjectOf("clients") is not true)
        {
            return clients;
        }

        foreach (var item in file.Items("clients").Where(item => item.IsObjectOf(Names)))
        {
            var client = Client(item, clients.Keys, purposes);
            if (client.Id.Length > 0)
            {
                clients.Add(client.Id, client);
                nodes.Add(client.Id, item);
            }
        }

        return clients;
    }

    private static ClientPolicy Client(PolicyNode item, IEnumerable<string> taken, IReadOnlySet<string> purposes)
    {
        var deadline = item.Optional("deadlineDays") is { } days ? days.Number(1, LongestDeadline) ?? LongestDeadline : UsualDeadline;
        var test = item.Optional("test")?.Flag() ?? false;
        var scale = item.Optional("timeScale");
        var timeScale = scale?.Number(1, FastestTime) ?? 1;
        if (timeScale != 1 && !test)
        {
            scale!.Problem("must be 1 for a client that is not marked test");
        }

        var methods = MethodFields.Methods(item);
        return new ClientPolicy
        {
            Id = PolicyIds.Read(item, taken),
            Name = item.Field("name")?.Text(100) ?? "",
            Contact = Contact(item.Field("contact")),
            PrivacyPolicy = Address(item.Field("privacyPolicy")),
            Purposes = Purposes(item, purposes),
            Locales = ReadLocales(item),
            Rule = Rule(item.Optional("rule")),
            Methods = methods,
            Provider = MethodFields.Provider(item, methods),
            ConfirmAfterHours = item.Optional("confirmAfterHours")?.Number(1, LongestConfirmation) ?? 24,
            QuickAnswerSeconds = item.Optional("quickAnswerSeconds")?.Number(0, LongestQuickAnswer) ?? 15,
            DeadlineDays = deadline,
            ReminderDays = item.Optional("reminderDays") is null ? DefaultReminders(deadline) : Reminders(item, deadline),
            QuietHours = QuietHoursField.Read(item.Optional("quietHours")),
            Webhook = WebhookField.Read(item.Optional("webhook"), test),
            Discoveries = Discoveries(item.Optional("discoveries")),
            Deletion = DeletionField.Read(item.Optional("deletion")),
            Targets = TargetsField.Read(item),
            Test = test,
            TimeScale = timeScale,
        };
    }

    private static string Contact(PolicyNode? field)
    {
        var contact = field?.Text(EmailAddress.MaxLength) ?? "";
        if (contact.Length > 0 && EmailAddress.Normalize(contact) is null)
        {
            field!.Problem("must be an e-mail address");
        }

        return contact;
    }

    private static Uri Address(PolicyNode? field)
    {
        var text = field?.Text(500) ?? "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        {
            return address;
        }

        if (text.Length > 0)
        {
            field!.Problem("must be an address that starts with https://");
        }

        return new Uri("https://missing.invalid");
    }

    private static List<string> Purposes(PolicyNode item, IReadOnlySet<string> known)
    {
        var purposes = new List<string>();
        foreach (var node in item.Items("purposes"))
        {
            var id = node.Text(40);
            if (id.Length > 0 && !known.Contains(id))
            {
                node.Problem("is not an id of purposes.json");
            }
            else if (id.Length > 0 && purposes.Contains(id))
            {
                node.Problem("is there twice");
            }

            purposes.Add(id);
        }

        if (purposes.Count == 0)
        {
            item.Optional("purposes")?.Problem("must name at least one purpose");
        }

        return purposes;
    }

    private static List<string> ReadLocales(PolicyNode item)
    {
        if (item.Optional("locales") is not { } field)
        {
            return [Locales.Fallback];
        }

        var locales = new List<string>();
        foreach (var node in item.Items("locales"))
        {
            if (node.Text(35) is not { Length: > 0 } tag)
            {
                continue;
            }

            if (!LanguageTags.IsTag(tag))
            {
                node.Problem("must be a language, as in en or pt-BR");
            }
            else if (locales.Contains(tag))
            {
                node.Problem("is there twice");
            }
            else
            {
                locales.Add(tag);
            }
        }

        if (!locales.Contains(Locales.Fallback))
        {
            field.Problem($"must list {Locales.Fallback}, which stands in for others");
        }

        return locales;
    }

    private static AgeRule Rule(PolicyNode? field)
    {
        switch (field?.Text(20))
        {
            case null or "under18":
                return AgeRule.Under18;
            case "country":
                return AgeRule.Country;
            default:
                field.Problem("must be under18 or country");
                return AgeRule.Under18;
        }
    }

    private static DiscoveryPolicy Discoveries(PolicyNode? field)
    {
        switch (field?.Text(20))
        {
            case null or "ask":
                return DiscoveryPolicy.Ask;
            case "delete":
                return DiscoveryPolicy.Delete;
            default:
                field.Problem("must be ask or delete");
                return DiscoveryPolicy.Ask;
        }
    }

    private static int[] DefaultReminders(int deadline) => [.. UsualReminders.Where(day => day < deadline)];

    private static List<int> Reminders(PolicyNode item, int deadline)
    {
        var days = new List<int>();
        foreach (var node in item.Items("reminderDays"))
        {
            if (node.Number(1, LongestDeadline) is not { } day)
            {
                continue;
            }

            if (day >= deadline)
            {
                node.Problem("must be before the deadline");
            }
            else if (days is [.., var before] && day <= before)
            {
                node.Problem("must be later than the one before it");
            }

            days.Add(day);
        }

        return days;
    }
}
