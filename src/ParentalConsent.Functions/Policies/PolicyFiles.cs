using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// Reads policy from <c>clients.json</c>, <c>purposes.json</c>, <c>ages-of-consent.json</c>, <c>disposable-domains.txt</c> and
/// <c>notices/</c>, and finds everything in them that is not as it should be. What each field means: <c>docs/policy.md</c>.
/// </summary>
public static class PolicyFiles
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <returns>A policy that is to be used only where there are no problems; each of these names file and field.</returns>
    public static (PolicySet Policies, IReadOnlyList<string> Problems) Read(string folder)
    {
        var problems = new List<string>();
        var (purposeNodes, clientNodes) = (new Dictionary<string, PolicyNode>(), new Dictionary<string, PolicyNode>());
        var purposes = PurposesFile.Read(Open("purposes.json"), purposeNodes);
        var clients = ClientsFile.Read(Open("clients.json"), purposes.Keys.ToHashSet(), clientNodes);
        var policies = new PolicySet(
            NoticeFiles.Read(folder, Open, problems), clients, purposes, AgesOfConsentFile.Read(Open("ages-of-consent.json")))
        {
            DisposableDomains = DisposableDomainsFile.Read(folder, problems),
        };
        ClientChecks.Check(policies, clientNodes, purposeNodes);
        return (policies, problems);

        PolicyNode? Open(string file) => OpenFile(folder, file, problems);
    }

    private static PolicyNode? OpenFile(string folder, string file, List<string> problems)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            problems.Add($"{file}: the file is missing");
            return null;
        }

        try
        {
            var text = StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new PolicyNode(file, PolicyNode.Root, document.RootElement.Clone(), problems);
        }
        catch (DecoderFallbackException)
        {
            problems.Add($"{file}: the file is not UTF-8");
            return null;
        }
        catch (JsonException exception)
        {
            problems.Add($"{file}: the file is not valid JSON in line {exception.LineNumber + 1}");
            return null;
        }
    }
}
