using System.ComponentModel;
using System.Diagnostics;

namespace ParentalConsent.TestKit;

/// <summary>The npm packages of <c>tools/</c>, installed by <c>npm ci</c> when they are missing or the lock file is newer.</summary>
public static class AzuriteTools
{
    public static string ScriptIn(string tools) =>
        Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <returns>The tools folder, with its <c>node_modules</c> complete.</returns>
    public static async Task<string> EnsureInstalledAsync(CancellationToken cancellationToken = default)
    {
        var tools = Find();
        if (IsInstalled(tools))
        {
            return tools;
        }

        await using var held = await LockAsync(tools, cancellationToken);
        if (!IsInstalled(tools))
        {
            await InstallAsync(tools, cancellationToken);
        }

        return tools;
    }

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"'{start.FileName}' could not be started. The tests need Node.js 20 or newer with npm on the PATH.", missing);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ParentalConsent.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "ParentalConsent.TestKit", "tools");
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ParentalConsent.sln.");
    }

    /// <summary>npm writes node_modules/.package-lock.json last, so it marks a whole installation.</summary>
    private static bool IsInstalled(string tools)
    {
        var mark = new FileInfo(Path.Combine(tools, "node_modules", ".package-lock.json"));
        return mark.Exists && mark.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(tools, "package-lock.json"));
    }

    /// <summary>Test projects run at the same time; one installs, the others wait.</summary>
    private static async Task<FileStream> LockAsync(string tools, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(tools, ".install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(500, cancellationToken);
            }
        }
    }

    private static async Task InstallAsync(string tools, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"Installing the test tools of {tools} with npm (once, about a minute)");
        using var npm = Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --no-progress --loglevel=error")
        {
            WorkingDirectory = tools,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            var exited = npm.WaitForExitAsync(cancellationToken);
            while (await Task.WhenAny(exited, Task.Delay(TimeSpan.FromSeconds(5), cancellationToken)) != exited)
            {
                await Console.Error.WriteLineAsync($"  … {PackagesIn(tools)} packages so far");
            }

            await exited;
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"'npm ci' in {tools} failed with {npm.ExitCode}:\n{await errors}{await output}");
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static int PackagesIn(string tools)
    {
        var modules = Path.Combine(tools, "node_modules");
        return Directory.Exists(modules) ? Directory.EnumerateDirectories(modules).Count() : 0;
    }
}
