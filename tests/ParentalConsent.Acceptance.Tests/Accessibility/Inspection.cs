using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.TestKit;

namespace ParentalConsent.Acceptance.Tests.Accessibility;

/// <summary>Holds a page against WCAG 2.2, levels A and AA, as far as a machine can, and takes its picture.</summary>
public static class Inspection
{
    /// <summary>The width at which nothing may have to be scrolled sideways (WCAG 1.4.10).</summary>
    private const int NarrowestScreen = 320;

    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>Pictures of all pages at a phone's width; git ignores them.</summary>
    private static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "screenshots")).FullName;

    /// <summary>Inspects the page as it stands, in light and dark, and leaves it as it was.</summary>
    public static async Task AssertAccessibleAsync(this Phone phone, string name)
    {
        foreach (var (scheme, suffix) in new[] { (ColorScheme.Dark, "-dark"), (ColorScheme.Light, string.Empty) })
        {
            await phone.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await phone.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}{suffix}.png"), FullPage = true });
            var found = await phone.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });
            Assert.True(found.Passes.Length > 0, "axe did run");
            Assert.True(found.Violations.Length == 0, $"{name}{suffix}:\n{string.Join('\n', found.Violations.Select(Describe))}");
        }

        await phone.Page.SetViewportSizeAsync(NarrowestScreen, Phone.Height);
        var width = await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= NarrowestScreen, $"{name} is {width} pixels wide on a screen of {NarrowestScreen}");
        await phone.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"    {node.Html}"))}";
}
