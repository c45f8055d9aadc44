using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class RealApiTests
{
    /// <summary>
    /// RealApi.txt was written by <see cref="PublicSurface"/> from the source of the official packages
    /// (Azure/azure-functions-dotnet-worker), so app code that compiles here compiles there.
    /// </summary>
    [Fact]
    public void EveryPublicMember_IsOneOfTheOfficialPackages()
    {
        var real = File.ReadAllLines(Path.Combine(Folder(), "RealApi.txt")).ToHashSet();

        var ours = PublicSurface.Of(typeof(FunctionContext).Assembly)
            .Where(line => !line.Contains("Microsoft.Azure.Functions.Worker.LocalHost.", StringComparison.Ordinal))
            .ToList();

        Assert.True(ours.Count > 150, "The surface was not found.");
        Assert.DoesNotContain(ours, line => !real.Contains(line));
    }

    [Fact]
    public void TheHostItself_ShowsOnlyItsAddress()
    {
        var shown = typeof(FunctionContext).Assembly.GetExportedTypes()
            .Where(type => type.Namespace?.StartsWith("Microsoft.Azure.Functions.Worker.LocalHost", StringComparison.Ordinal) == true);

        Assert.Equal(["LocalHostAddress"], shown.Select(type => type.Name));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
