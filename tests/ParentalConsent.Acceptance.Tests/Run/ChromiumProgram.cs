namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>The Chromium or Chrome that is installed on this machine: nothing is downloaded.</summary>
internal static class ChromiumProgram
{
    /// <summary>Names the program where it is not on the PATH; <c>./dev test</c> sets it.</summary>
    public const string Variable = "CHROMIUM";

    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

    /// <summary>For a browser that calls nobody but the pages under test.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    /// <exception cref="FileNotFoundException">There is none; browser tests are never left out in silence.</exception>
    public static string Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? Existing(given) ?? throw new FileNotFoundException($"{Variable} is set to '{given}', which is not there.")
        : Names.Select(Existing).OfType<string>().FirstOrDefault()
            ?? throw new FileNotFoundException(
                $"The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium) or set {Variable} to its path.");

    private static string? Existing(string program) => Path.IsPathRooted(program)
        ? (File.Exists(program) ? program : null)
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
