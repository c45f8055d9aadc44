using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;

namespace ParentalConsent.Acceptance.Tests.Accessibility;

/// <summary>Holds a page against WCAG 2.2, levels A and AA, as far as a machine can, and takes its picture.</summary>
public static class Inspection
{
    /// <summary>The width at which nothing may have to be scrolled sideways (WCAG 1.4.10).</summary>
    private const int NarrowestScreen = 320;

    private const int WideScreen = 1280;

    private static readonly AxeRunOptions AllRules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Dark pages are the light ones in other colours.</summary>
    private static readonly AxeRunOptions ColourRules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    /// <summary>Inspects the page as it stands, in light and dark, and leaves it as it was.</summary>
    public static async Task AssertAccessibleAsync(this Phone phone, string name)
    {
        await LookAsync(phone, $"{name}-dark", ColorScheme.Dark, ColourRules);
        await LookAsync(phone, name, ColorScheme.Light, AllRules);
        await AssertNarrowAsync(phone, name);
    }

    /// <summary>Takes the page's picture, and makes sure that it fits the narrowest screen.</summary>
    public static async Task AssertFitsAsync(this Phone phone, string name)
    {
        await Pictures.TakeAsync(phone.Page, name);
        await AssertNarrowAsync(phone, name);
    }

    /// <summary>Takes the page's picture on a wide screen, which it must not be wider than either.</summary>
    public static async Task ShowOnDesktopAsync(this Phone phone, string name)
    {
        await phone.Page.SetViewportSizeAsync(WideScreen, Phone.Height);
        await Pictures.TakeAsync(phone.Page, name);
        var width = await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= WideScreen, $"{name} is {width} pixels wide on a screen of {WideScreen}");
        await phone.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
    }

    private static async Task AssertNarrowAsync(Phone phone, string name)
    {
        await phone.Page.SetViewportSizeAsync(NarrowestScreen, Phone.Height);
        var width = await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= NarrowestScreen, $"{name} is {width} pixels wide on a screen of {NarrowestScreen}");
        await phone.Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
    }

    private static async Task LookAsync(Phone phone, string name, ColorScheme colours, AxeRunOptions rules)
    {
        await phone.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
        await Pictures.TakeAsync(phone.Page, name);

        // In the page itself. The way that is to replace this one runs in a context of its own for the sake of frames, which no page has,
        // and takes six times as long.
#pragma warning disable CS0618
        var found = await phone.Page.RunAxeLegacy(null, rules);
#pragma warning restore CS0618
        Assert.True(found.Passes.Length > 0, "axe did run");
        Assert.True(found.Violations.Length == 0, $"{name}:\n{string.Join('\n', found.Violations.Select(Describe))}");
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"    {node.Html}"))}";
}
