using System.Text.Json;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary>What must fit between the files, client by client: languages, methods, and a notice that can be kept.</summary>
internal static class ClientChecks
{
    public static void Check(
        PolicySet policies, IReadOnlyDictionary<string, PolicyNode> clients, IReadOnlyDictionary<string, PolicyNode> purposes)
    {
        foreach (var client in policies.Clients.Values)
        {
            var node = clients[client.Id];
            CheckNotices(policies, client, node);
            CheckMethods(policies, client, node);
            CheckTargets(policies, client, node);
        }

        foreach (var purpose in policies.Purposes.Values)
        {
            CheckLanguages(purpose, purposes[purpose.Id], [.. policies.Clients.Values.Where(client => client.Purposes.Contains(purpose.Id))]);
        }
    }

    /// <summary>Two clients may have a subject of the same id.</summary>
    private static void CheckTargets(PolicySet policies, ClientPolicy client, PolicyNode node)
    {
        foreach (var target in client.Targets)
        {
            var others = policies.Clients.Values.Where(other => other.Id != client.Id && other.Targets.Any(target.SharesContainer)).Select(other => other.Id);
            if (others.FirstOrDefault() is { } other)
            {
                node.Optional("targets")!.Problem($"name {target.Container}, which is a target of {other}, too: one's subjects could be the other's");
            }
        }
    }

    private static void CheckNotices(PolicySet policies, ClientPolicy client, PolicyNode node)
    {
        foreach (var (version, locale) in policies.Notices.Versions.SelectMany(version => client.Locales.Select(locale => (version, locale))))
        {
            if (policies.Notices.Find(version, locale) is not { } texts)
            {
                (node.Optional("locales") ?? node).Problem($"lists {locale}, and notices/{version}/{locale}.json is missing or cannot be used");
                continue;
            }

            var purposes = client.Purposes.Select(id => policies.Purposes.GetValueOrDefault(id)).OfType<Purpose>();
            if (ComposeNotice.Of(texts, client, purposes, client.DeadlineDays).Bytes.Length > DirectNotice.MaximumBytes)
            {
                (node.Optional("purposes") ?? node).Problem(
                    $"make a notice of more than {DirectNotice.MaximumBytes / 1024} KiB with notices/{version}/{locale}.json");
            }
        }
    }

    /// <summary>A purpose that no method of the client may carry could never be allowed (COPPA 312.5(b)(2)(viii), (ix)).</summary>
    private static void CheckMethods(PolicySet policies, ClientPolicy client, PolicyNode node)
    {
        foreach (var item in node.Optional("purposes")?.Json.ValueKind is JsonValueKind.Array ? node.Items("purposes") : [])
        {
            if (item.Json.ValueKind is not JsonValueKind.String
                || policies.Purposes.GetValueOrDefault(item.Json.GetString()!) is not { } purpose
                || client.Methods.Any(method => Suffices(method, purpose)))
            {
                continue;
            }

            var why = purpose.DisclosesToThirdParties ? "discloses data to others and " : "";
            var enough = VerificationMethods.Words.Where(known => Suffices(known.Method, purpose)).Select(known => known.Word);
            item.Problem(
                $"{why}needs assurance '{purpose.NeededAssurance.ToString().ToLowerInvariant()}', which none of the client's methods gives "
                + $"({string.Join(", ", client.Methods.Select(method => method.Word()))}); {string.Join(", ", enough)} would do");
        }
    }

    private static bool Suffices(VerificationMethod method, Purpose purpose) =>
        method.Level() >= purpose.NeededAssurance && (!purpose.DisclosesToThirdParties || method.MayDisclose());

    private static void CheckLanguages(Purpose purpose, PolicyNode node, ClientPolicy[] clients)
    {
        (string Name, IReadOnlyDictionary<string, string> Texts)[] fields =
        [
            ("title", purpose.Title), ("description", purpose.Description), ("dataItems", purpose.DataItems),
            ("retention", purpose.Retention), ("recipients", purpose.Recipients),
        ];
        foreach (var (name, texts) in fields.Where(field => field.Texts.Count > 0))
        {
            // English is missed by whoever reads the purpose itself.
            foreach (var locale in clients.SelectMany(client => client.Locales).Distinct().Where(locale => locale != Locales.Fallback && !texts.ContainsKey(locale)))
            {
                var client = clients.First(client => client.Locales.Contains(locale));
                node.Optional(name)?.Problem($"must have the language {locale}, which the client {client.Id} lists");
            }
        }
    }
}
