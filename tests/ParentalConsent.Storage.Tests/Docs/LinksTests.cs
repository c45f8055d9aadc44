using System.Text.RegularExpressions;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>What the documents link to, and the pictures they show, are there.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> Documents =>
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "infra/README.md", "samples/SignUp/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryLink_LeadsSomewhere(string document) =>
        Assert.Empty(Broken(document, File.ReadAllText(Path.Combine(Checkout.Root, document))));

    [Theory]
    [InlineData("[a](nothing.md)", "nothing.md")]
    [InlineData("[a](docs/data.md#no-such-heading)", "docs/data.md#no-such-heading")]
    [InlineData("<img src=\"docs/nothing.png\">", "docs/nothing.png")]
    public void ALinkToNothing_IsFound(string text, string link) => Assert.Equal([link], Broken("README.md", text));

    [Fact]
    public void GoodLinks_AreNot() => Assert.Empty(Broken(
        "docs/decisions/README.md", "[a](../data.md#table-registrations) [b](https://example.org) [c](#here)\n# Here\n"));

    private static List<string> Broken(string document, string text) =>
        [.. Link().Matches(text).Select(match => match.Groups["to"].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !LeadsSomewhere(document, text, link))];

    private static bool LeadsSomewhere(string document, string text, string link)
    {
        var (path, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = Path.Combine(Checkout.Root, Path.GetDirectoryName(document)!, path);
        return (path.Length == 0 || File.Exists(target) || Directory.Exists(target))
            && (heading is null || Anchors(path.Length == 0 ? text : File.ReadAllText(target)).Contains(heading));
    }

    /// <summary>As GitHub names headings: lower case, spaces as hyphens, nothing but letters, digits, hyphens and underscores.</summary>
    private static IEnumerable<string> Anchors(string markdown) => Heading().Matches(markdown).Select(match => string.Concat(
        match.Groups["text"].Value.Trim().ToLowerInvariant().Replace(' ', '-')
            .Where(character => char.IsLetterOrDigit(character) || character is '-' or '_')));

    [GeneratedRegex("""\]\((?<to>[^)\s]+)\)|src="(?<to>[^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
