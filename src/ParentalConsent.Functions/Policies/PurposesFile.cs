using System.Text.RegularExpressions;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// <c>{ "purposes": [{ "id", "title", "description", "dataItems", "retention", "integral", "disclosesToThirdParties", "recipients",
/// "assurance" }] }</c>.
/// </summary>
internal static partial class PurposesFile
{
    private const string FallbackLanguage = "en";

    private static readonly string[] Names =
    [
        "id", "title", "description", "dataItems", "retention", "integral", "disclosesToThirdParties", "recipients", "assurance",
    ];

    public static IReadOnlyDictionary<string, Purpose> Read(PolicyNode? file)
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
            if (purpose.Id.Length > 0)
            {
                purposes.Add(purpose.Id, purpose);
            }
        }

        return purposes;
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
            if (!Language().IsMatch(language))
            {
                node.Problem("must be named by a language, as in en or pt-BR");
            }
        }

        if (!texts.ContainsKey(FallbackLanguage))
        {
            field.Problem($"must have the language {FallbackLanguage}, which stands in for others");
        }

        return texts;
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\z")]
    private static partial Regex Language();
}
