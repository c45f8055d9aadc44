using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>What is left to do after a yes, found as people find it.</summary>
public sealed partial class StepSheet(Phone phone)
{
    private IPage Page => phone.Page;

    public ILocator Code => Page.Locator("#form-code");

    /// <param name="step">The step's word in the page.</param>
    public async Task SeeAsync(string step)
    {
        await phone.SeeAsync("step");
        await Assertions.Expect(Page.Locator("#step")).ToHaveAttributeAsync("data-step", step);
    }

    /// <param name="button">As it is called.</param>
    public async Task SendAsync(string name, string type, byte[] bytes, string button = "Send the form")
    {
        await Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    /// <summary>What comes out of the printer, and its picture beside those of the pages.</summary>
    /// <param name="format">A4 or Letter.</param>
    public async Task<byte[]> PrintAsync(string format)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await Pictures.TakeAsync(Page, "step-form-print");
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
        return await Page.PdfAsync(new PagePdfOptions { Format = format });
    }

    public static int PagesOf(byte[] pdf) => PageObject().Count(System.Text.Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PageObject();
}
