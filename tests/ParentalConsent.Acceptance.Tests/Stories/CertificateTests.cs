using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>What proves a deletion, as whoever has its address sees it, keeps it and doubts it.</summary>
[Collection(InstanceGroup.Name)]
public sealed partial class CertificateTests(Instance instance)
{
    [Fact]
    public async Task AGuardian_SeesTheCertificate_KeepsItsFile_AndChecksIt()
    {
        await using var phone = await instance.TakePhoneAsync(javaScript: false);
        await OpenAsync(phone, await RefusedAsync());
        await Assertions.Expect(phone.Page.Locator("#reason")).ToHaveTextAsync("A parent or guardian said no");
        await Assertions.Expect(phone.Page.Locator("#steps > [data-done=true]")).ToHaveCountAsync(2);

        var download = await phone.Page.RunAndWaitForDownloadAsync(() => phone.Page.Locator("#file").ClickAsync());
        var signed = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.StartsWith("eyJ", signed, StringComparison.Ordinal);

        await phone.GoAsync("/certificates/check");
        await phone.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "mine.jws", MimeType = "application/octet-stream", Buffer = Encoding.ASCII.GetBytes(signed) });
        await phone.Page.Locator("#upload button").ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("checked-certificate"));
        await AssertOutcomeAsync(phone, "holds");
        await Assertions.Expect(phone.Page.Locator("#findings > [data-outcome=holds]")).ToHaveCountAsync(6);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Somebody_WhoChangesIt_IsTold()
    {
        var deletionId = await RefusedAsync();
        await using var phone = await instance.TakePhoneAsync();
        await OpenAsync(phone, deletionId);
        var signed = await instance.SignUp.Api.GetAsync($"/certificates/{deletionId}?format=jws");
        var parts = signed.Body.Split('.');
        await CheckAsync(phone, $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}");
        await AssertOutcomeAsync(phone, "fails");
        await Assertions.Expect(phone.Page.Locator("[data-finding=BadSignature]")).ToBeVisibleAsync();
        await phone.AssertAccessibleAsync("certificate-forged");

        await CheckAsync(phone, "this is none");
        await AssertOutcomeAsync(phone, "fails");
        await CheckAsync(phone, "");
        Assert.Equal(422, await phone.SeeAsync("check-certificate"));
        await phone.AssertAccessibleAsync("certificate-check-problem");
    }

    [Fact]
    public async Task ThePages_AreAccessible_AndPrintAsOneSheet()
    {
        var deletionId = await RefusedAsync();
        await using var phone = await instance.TakePhoneAsync();
        await phone.GoAsync($"/certificates/{new string('0', 24)}");
        Assert.Equal(404, await phone.SeeAsync("nocertificate"));
        await phone.AssertAccessibleAsync("certificate-none");
        await OpenAsync(phone, deletionId);
        await phone.AssertAccessibleAsync("certificate");
        foreach (var language in new[] { "en", "de", "ar", "ja" })
        {
            await phone.GoAsync($"/certificates/{deletionId}?language={language}");
            await phone.SeeAsync("certificate");
            await Pictures.TakeAsync(phone.Page, $"certificate-{language}");
            var pdf = Encoding.Latin1.GetString(await phone.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true }));
            Assert.Single(PdfPage().Matches(pdf));
        }

        await phone.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Pictures.TakeAsync(phone.Page, "certificate-printed");
        await phone.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await phone.GoAsync("/certificates/check");
        await phone.AssertAccessibleAsync("certificate-check");
        await CheckAsync(phone, (await instance.SignUp.Api.GetAsync($"/certificates/{deletionId}?format=jws")).Body);
        await phone.AssertAccessibleAsync("certificate-checked");
        Assert.Empty(phone.Complaints);
    }

    private async Task<string> RefusedAsync()
    {
        var asked = await instance.SignUp.AskAsync(Minor.Someone("Cem"));
        await instance.Parent.DecideAsync(asked.Token, "refuse");
        return (await instance.SignUp.WaitUntilDeletedAsync(asked, "refused")).Json.GetProperty("deletion").GetProperty("deletionId").GetString()!;
    }

    /// <summary>It is there once the log has it, and has its proof once the log is signed again.</summary>
    private async Task OpenAsync(Phone phone, string deletionId)
    {
        await Eventually.FindAsync(
            "the proof",
            () => instance.SignUp.Api.GetAsync($"/certificates/{deletionId}?format=json"),
            answer => answer.Body.Contains("\"checkpoint\":", StringComparison.Ordinal));
        await phone.GoAsync($"/certificates/{deletionId}");
        Assert.Equal(200, await phone.SeeAsync("certificate"));
        await Assertions.Expect(phone.Page.Locator("#checkpoint")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(Phone phone, string text)
    {
        await phone.GoAsync("/certificates/check");
        await phone.Page.Locator("#certificate").FillAsync(text);
        await phone.Page.Locator("#paste button").ClickAsync();
        if (text.Length > 0)
        {
            await phone.SeeAsync("checked-certificate");
        }
    }

    private static Task AssertOutcomeAsync(Phone phone, string outcome) =>
        Assertions.Expect(phone.Page.Locator("#outcome")).ToHaveAttributeAsync("data-outcome", outcome);

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPage();
}
