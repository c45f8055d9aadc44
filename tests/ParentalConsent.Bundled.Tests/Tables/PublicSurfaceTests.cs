using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

/// <summary>
/// OfficialSurface.txt lists what the types we have look like in the official package,
/// after the public API listing <c>sdk/tables/Azure.Data.Tables/api/Azure.Data.Tables.net8.0.cs</c> of Azure/azure-sdk-for-net (49ef798).
/// </summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void WhateverAppCodeCanUse_TheOfficialPackageHasToo()
    {
        var ours = SurfaceLines.Of(typeof(TableClient).Assembly).ToList();
        var official = Official();

        Assert.True(ours.Count > 100, $"Only {ours.Count} lines were found.");
        Assert.Empty(ours.Except(official));
    }

    /// <summary>What we left out on purpose; anything else that the list has must be there.</summary>
    [Fact]
    public void WhatIsLeftOut_IsKnown()
    {
        var missing = Official().Except(SurfaceLines.Of(typeof(TableClient).Assembly));

        Assert.Equal(["TableClientOptions | bool EnableTenantDiscovery { get; set; }"], missing);
    }

    [Fact]
    public void NoTypeIsAnnotatedForNull_AsInTheOfficialPackage() =>
        Assert.DoesNotContain(
            typeof(TableClient).Assembly.GetExportedTypes(),
            type => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "NullableContextAttribute" or "NullableAttribute"));

    private static string[] Official([CallerFilePath] string here = "") =>
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "OfficialSurface.txt"));
}
