using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// <c>{ "purposes": [{ "id", "title", "description", "dataItems", "retention", "integral", "disclosesToThirdParties", "recipients",
/// "assurance" }] }</c>.
/// </summary>
internal static class PurposesFile
{
    private static readonly string[] Names =
    [
        "id", "title", "description", "dataItems", "retention", "integral", "disclosesToThirdParties", "recipients", "assurance",
    ];

    /// <param name="nodes">Gets where each purpose stands.</param>
    public static IReadOnlyDictionary<string, Purpose> Read(PolicyNode? file, IDictionary<string, PolicyNode> nodes)
    {
        var purposes = new Dictionary<string, Purpose>();
        if (file?.IsObjectOf("purposes") is not true)
        {
            return purposes;
        }

        foreach (var item in file.Items("purposes").Where(item => item.IsObjectOf(Names)))
        {
            var purpose = new Purpose
            {
                Id = PolicyIds.Read(item, purposes.Keys),
                Title = Texts(item.Field("title"), 100),
                Description = Texts(item.Field("description"), 1000),
                DataItems = Texts(item.Field("dataItems"), 500),
                Retention = Texts(item.Field("retention"), 300),
                Recipients = item.Optional("recipients") is { } recipients ? Texts(recipients, 500) : [],
                Assurance = MethodFields.Assurance(item.Optional("assurance")),
                Integral = item.Optional("integral")?.Flag() ?? false,
                DisclosesToThirdParties = item.Optional("disclosesToThirdParties")?.Flag() ?? false,
            };
            CheckDisclosure(purpose, item);
            if (purpose.Id.Length > 0)
            {
                purposes.Add(purpose.Id, purpose);
                nodes.Add(purpose.Id, item);
            }
        }

        return purposes;
    }

    /// <summary>Others than the client get the data: who they are is said, it is a choice of its own (COPPA 312.5(a)(2)), and a mail alone does not carry it.</summary>
    private static void CheckDisclosure(Purpose purpose, PolicyNode item)
    {
        if (!purpose.DisclosesToThirdParties)
        {
            item.Optional("recipients")?.Problem("is only for a purpose that has disclosesToThirdParties");
            return;
        }

        item.Field("recipients");
        if (purpose.Integral)
        {
            item.Optional("integral")!.Problem(
                "must be false for a purpose that has disclosesToThirdParties: make the disclosure a purpose of its own");
        }

        if (purpose.Assurance < Assurance.Verified)
        {
            item.Optional("assurance")!.Problem("must be verified for a purpose that has disclosesToThirdParties");
        }
    }

    private static Dictionary<string, string> Texts(PolicyNode? field, int maximum)
    {
        var texts = new Dictionary<string, string>();
        if (field?.IsObjectOf() is not true)
        {
            return texts;
        }

        foreach (var (language, node) in field.Fields().Select(node => (node.Path[(node.Path.LastIndexOf('.') + 1)..], node)))
        {
            texts[language] = node.Text(maximum);
            if (!LanguageTags.IsTag(language))
            {
                node.Problem("must be named by a language, as in en or pt-BR");
            }
        }

        if (!texts.ContainsKey(Locales.Fallback))
        {
            field.Problem($"must have the language {Locales.Fallback}, which stands in for others");
        }

        return texts;
    }
}
