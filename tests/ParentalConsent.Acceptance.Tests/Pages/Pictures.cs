using System.Collections.Concurrent;
using Microsoft.Playwright;
using ParentalConsent.TestKit;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>Pictures of whole pages: of those that stories name, at a phone's width, and of the last page of each story.</summary>
public static class Pictures
{
    /// <summary>Names the folder; <c>artifacts/screenshots</c> of the checkout, which git ignores, unless set.</summary>
    public const string Variable = "PARENTALCONSENT_SCREENSHOTS";

    private static readonly ConcurrentDictionary<string, int> Taken = new();

    private static string Folder { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Checkout.Root, "artifacts", "screenshots")).FullName;

    /// <param name="name">Of the file; an earlier picture by that name is replaced.</param>
    public static Task<byte[]> TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });

    /// <summary>The page that a browser ended on. A story in which there are several browsers has a picture of each.</summary>
    public static async Task TakeLastAsync(IPage page, string story)
    {
        var count = Taken.AddOrUpdate(story, 1, (_, before) => before + 1);
        try
        {
            await TakeAsync(page, $"story-{story}{(count > 1 ? $"-{count}" : string.Empty)}");
        }
        catch (PlaywrightException)
        {
            // A browser that was closed or fell over has no last page, and says so where it was used.
        }
    }
}
