using System.Text.RegularExpressions;

namespace ParentalConsent.Functions.Tests.Infra;

/// <summary>
/// What can be told of a Bicep file by reading its lines: enough to hold the files of <c>infra/</c> to each other. It
/// relies on their layout: two spaces an indent, one property a line.
/// </summary>
internal sealed partial class BicepFile
{
    private BicepFile(string path)
    {
        Path = path;
        Text = File.ReadAllText(path);
    }

    public static string Folder { get; } = FindFolder();

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<BicepDeclaration> Parameters => [.. ParameterPattern().Matches(Text).Select(Declaration)];

    public IReadOnlyList<BicepDeclaration> Outputs => [.. OutputPattern().Matches(Text).Select(Declaration)];

    /// <summary>The modules that the file uses: symbol, path of the file, names of the arguments.</summary>
    public IReadOnlyList<(string Symbol, string Path, IReadOnlyList<string> Arguments)> Modules =>
    [
        .. ModulePattern().Matches(Text).Select(match => (
            match.Groups["symbol"].Value,
            match.Groups["path"].Value,
            (IReadOnlyList<string>)[.. ArgumentPattern().Matches(match.Groups["arguments"].Value).Select(argument => argument.Groups[1].Value)])),
    ];

    /// <summary>Type and version of each resource, as in <c>Microsoft.Web/sites@2024-04-01</c>.</summary>
    public IReadOnlyList<string> Resources => [.. ResourcePattern().Matches(Text).Select(match => match.Groups[1].Value)];

    /// <summary>The outputs of other modules that the file reads: the module's symbol and the output's name.</summary>
    public IReadOnlyList<(string Symbol, string Output)> OutputsRead =>
        [.. OutputReadPattern().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    public static BicepFile Read(string name) => new(System.IO.Path.Combine(Folder, name));

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Where(name => !name.StartsWith("check/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The strings of a list such as <c>var names = [ 'a' 'b' ]</c>, one a line.</summary>
    public IReadOnlyList<string> ListOf(string variable)
    {
        var list = Regex.Match(Text, $@"^var {variable} = \[\n(.*?)^\]", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(list.Success, $"{Path} has no list {variable}.");
        return [.. StringPattern().Matches(list.Groups[1].Value).Select(match => match.Groups[1].Value)];
    }

    private static BicepDeclaration Declaration(Match match) => new(
        match.Groups["name"].Value,
        HasValue: match.Groups["value"].Success,
        IsDescribed: match.Groups["decorators"].Value.Contains("@description('", StringComparison.Ordinal));

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ParentalConsent.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "infra");
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ParentalConsent.sln.");
    }

    [GeneratedRegex(@"(?<decorators>(?:^[@\s\])'].*\n)*)^param (?<name>\w+)(?: \w+)?(?<value> = )?", RegexOptions.Multiline)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"(?<decorators>(?:^@.*\n)*)^output (?<name>\w+) \w+(?<value> = )", RegexOptions.Multiline)]
    private static partial Regex OutputPattern();

    [GeneratedRegex(@"^module (?<symbol>\w+) '(?<path>[^']+)' = \{\n.*?^  params: \{\n(?<arguments>.*?)^  \}\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ModulePattern();

    [GeneratedRegex(@"^    (\w+): ", RegexOptions.Multiline)]
    private static partial Regex ArgumentPattern();

    [GeneratedRegex(@"^resource \w+ '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex ResourcePattern();

    [GeneratedRegex(@"(\w+)\.outputs\.(\w+)")]
    private static partial Regex OutputReadPattern();

    [GeneratedRegex(@"^  '([^']+)'$", RegexOptions.Multiline)]
    private static partial Regex StringPattern();
}
