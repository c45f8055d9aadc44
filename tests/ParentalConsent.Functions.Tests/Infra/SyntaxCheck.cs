using System.Diagnostics;

namespace ParentalConsent.Functions.Tests.Infra;

/// <summary>Runs <c>infra/check/check.mjs</c>, and installs its two npm packages first where they are missing.</summary>
internal static class SyntaxCheck
{
    private static readonly string Folder = Path.Combine(BicepFile.Folder, "check");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> files)
    {
        await Installed.Value;
        return await RunAsync("node", ["check.mjs", .. files.Select(file => Path.Combine(BicepFile.Folder, file))]);
    }

    private static async Task InstallAsync()
    {
        // npm writes this file last.
        var mark = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (mark.Exists && mark.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return;
        }

        var (exitCode, output) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-progress", "--loglevel=error"]);
        Assert.True(exitCode == 0, $"npm ci in {Folder} failed:\n{output}");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string command, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
