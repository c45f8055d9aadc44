using System.Text.RegularExpressions;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>A test that a document names as <c>`Class.Method`</c>.</summary>
internal sealed partial record NamedTest(string Class, string Method)
{
    /// <summary>The source of each test class; some names are there more than once.</summary>
    private static readonly ILookup<string, string> Tests = Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    public bool IsThere => Tests[Class].Any(text => text.Contains($" {Method}(", StringComparison.Ordinal));

    public static IEnumerable<NamedTest> In(string text) =>
        Name().Matches(text).Select(test => new NamedTest(test.Groups["class"].Value, test.Groups["method"].Value));

    public override string ToString() => $"{Class}.{Method}";

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex Name();
}
