using System.Text.Json;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// Reads policy from <c>clients.json</c>, <c>purposes.json</c>, <c>ages-of-consent.json</c> and <c>notice.json</c>, and finds
/// everything in them that is not as it should be.
/// </summary>
public static class PolicyFiles
{
    /// <returns>A policy that is to be used only where there are no problems; each of these names file and field.</returns>
    public static (PolicySet Policies, IReadOnlyList<string> Problems) Read(string folder)
    {
        var problems = new List<string>();
        var purposes = PurposesFile.Read(Open("purposes.json"));
        var policies = new PolicySet(
            NoticeFile.Read(Open("notice.json")),
            ClientsFile.Read(Open("clients.json"), purposes.Keys.ToHashSet()),
            purposes,
            AgesOfConsentFile.Read(Open("ages-of-consent.json")));
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
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new PolicyNode(file, PolicyNode.Root, document.RootElement.Clone(), problems);
        }
        catch (JsonException exception)
        {
            problems.Add($"{file}: the file is not valid JSON in line {exception.LineNumber + 1}");
            return null;
        }
    }
}
