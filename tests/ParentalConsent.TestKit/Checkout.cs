namespace ParentalConsent.TestKit;

/// <summary>Where this build's files are.</summary>
public static class Checkout
{
    /// <summary>The folder that holds ParentalConsent.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of another project's build, in the same configuration as the running one.</summary>
    /// <exception cref="FileNotFoundException">That project has not been built.</exception>
    public static string BuildOutput(string projectFolder, string fileName)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var path = Path.Combine(Root, projectFolder, "bin", configuration, "net10.0", fileName);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"Not built: run 'dotnet build {projectFolder} -c {configuration}'.", path);
    }

    /// <summary>
    /// A new folder for one run's logs and data, inside PARENTALCONSENT_WORK if that is set (./dev sets it
    /// and clears it up), else inside .dev/runs.
    /// </summary>
    public static string NewWorkFolder(string name)
    {
        var parent = Environment.GetEnvironmentVariable("PARENTALCONSENT_WORK") is { Length: > 0 } given
            ? given
            : Path.Combine(Root, ".dev", "runs");
        return Directory.CreateDirectory(Path.Combine(parent, $"{name}-{Path.GetRandomFileName()}")).FullName;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ParentalConsent.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No ParentalConsent.sln above {AppContext.BaseDirectory}.");
    }
}
