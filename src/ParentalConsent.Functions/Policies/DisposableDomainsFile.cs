using System.Text.RegularExpressions;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>disposable-domains.txt</c>: one domain a line; # begins a comment. Its head names source and licence.</summary>
internal static partial class DisposableDomainsFile
{
    public const string Name = "disposable-domains.txt";

    public static IReadOnlySet<string> Read(string folder, List<string> problems)
    {
        var domains = new HashSet<string>(StringComparer.Ordinal);
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            problems.Add($"{Name}: the file is missing");
            return domains;
        }

        var lines = File.ReadAllLines(path);
        foreach (var head in (string[])["Source", "Licence"])
        {
            if (!lines.TakeWhile(line => line.StartsWith('#')).Any(line => line.StartsWith($"# {head}: ", StringComparison.Ordinal)))
            {
                problems.Add($"{Name}: the head must have a line that begins with '# {head}: '");
            }
        }

        foreach (var (index, line) in lines.Index())
        {
            var domain = line.Split('#')[0].Trim();
            if (domain.Length > 0 && !Domain().IsMatch(domain))
            {
                problems.Add($"{Name}: line {index + 1} must be a domain in lower case, as in mailbox.example");
            }
            else if (domain.Length > 0 && !domains.Add(domain))
            {
                problems.Add($"{Name}: line {index + 1} is there twice");
            }
        }

        return domains;
    }

    [GeneratedRegex(@"^(?=.{4,253}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\z")]
    private static partial Regex Domain();
}
