using System.Text.Json.Nodes;

namespace ParentalConsent.Functions.Tests.Policies;

/// <summary>The shipped policy in a folder of its own, to be changed by a test.</summary>
internal sealed class PolicyCopy : IDisposable
{
    public static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Policy");

    public PolicyCopy()
    {
        foreach (var file in Directory.GetFiles(Shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("policy-").FullName;

    public void Change(string file, Action<JsonNode> change)
    {
        var path = Path.Combine(Folder, file);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        change(root);
        File.WriteAllText(path, root.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
