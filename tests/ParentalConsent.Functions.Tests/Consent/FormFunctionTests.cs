using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Console;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Forms;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class FormFunctionTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Fact]
    public async Task SaidYes_FormSent_Accepted_IsAConsent()
    {
        var (id, token) = await host.SayYesAsync();
        var waiting = await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("awaitingParent", waiting.GetProperty("state").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, waiting.GetProperty("method").ValueKind);
        Assert.Equal(
            """{"method":"signed-form","assurance":"verified","step":"formAwaited"}""", waiting.GetProperty("verification").GetRawText());
        Assert.Equal(HttpStatusCode.Conflict, (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}/data")).StatusCode);

        var page = await (await host.SendFormAsync(token, SampleForms.Jpeg)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("FormReceived", page.GetElementById("step")!.GetAttribute("data-step"));

        var http = host.With(await host.SessionAsync());
        var review = await (await http.GetPathAsync($"/console/reviews/{id}")).PageAsync(HttpStatusCode.OK);
        var expected = review.GetElementById("expected")!.TextContent;
        Assert.All(
            new[] { host.Find(id).Verification.Reference!, "Marked Guardian", "mother", Bodies.ChildName },
            part => Assert.Contains(part, expected, StringComparison.Ordinal));
        Assert.Contains("variant of the child", review.GetElementById("signals")!.TextContent, StringComparison.Ordinal);

        var picture = await http.GetPathAsync(review.QuerySelector("img.form-picture")!.GetAttribute("src")!);
        Assert.Equal(SampleForms.Jpeg, await picture.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", picture.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("no-store", picture.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox;", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var done = await (await http.PostFormAsync($"/console/reviews/{id}", Finding(id, "accept"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("Accepted", done.QuerySelector("h1")!.TextContent);
        var granted = await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("granted", granted.GetProperty("state").GetString());
        Assert.Equal("signed-form", granted.GetProperty("method").GetString());
        Assert.Equal(Administrator.Name, host.Find(id).Details!.VerifiedBy);
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostFormAsync($"/console/reviews/{id}", Finding(id, "accept"))).StatusCode);
    }

    /// <summary>By name: theories are written down with their data, and one of these has eight million bytes.</summary>
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["page behind .jpg"] = "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(),
        ["SVG"] = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(),
        ["empty"] = [],
        ["PDF with script"] = SampleForms.PdfWith("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        ["picture and page"] = [.. SampleForms.Png, .. "<script>alert(1)</script>"u8],
        ["huge"] = new byte[FormPicture.MaxLength + 1],
    };

    [Theory]
    [InlineData("page behind .jpg", HttpStatusCode.UnprocessableEntity)]
    [InlineData("SVG", HttpStatusCode.UnprocessableEntity)]
    [InlineData("empty", HttpStatusCode.UnprocessableEntity)]
    [InlineData("PDF with script", HttpStatusCode.UnprocessableEntity)]
    [InlineData("picture and page", HttpStatusCode.UnprocessableEntity)]
    [InlineData("huge", HttpStatusCode.RequestEntityTooLarge)]
    public async Task BadFile_IsRefused_WithAReason_AndNothingIsKept(string file, HttpStatusCode status)
    {
        var (id, token) = await host.SayYesAsync();

        var response = await host.SendFormAsync(token, Files[file]);

        var page = await response.PageAsync(status);
        Assert.Equal("FormAwaited", page.GetElementById("step")!.GetAttribute("data-step"));
        Assert.NotNull(page.QuerySelector("#errors a[href='#form']"));
        Assert.Equal(VerificationStep.FormAwaited, host.Find(id).Verification.Step);
        Assert.DoesNotContain(host.Forms.Lines, line => line.RegistrationId == id);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "token=x", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", "x", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=abc", "--abc\r\n\r\nno end", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=abc", "--abc\r\nContent-Disposition: form-data\r\n\r\nx\r\n--abc--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=abc", "nothing at all", HttpStatusCode.BadRequest)]
    public async Task BrokenUpload_IsAnsweredAsAPage(string type, string body, HttpStatusCode status)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var response = await host.Anybody.PostAsync(new Uri("/consent/form", UriKind.Relative), content);

        Assert.Equal("unreadable", (await response.PageAsync(status)).Kind());
    }

    [Fact]
    public async Task FormBeforeAYes_OrWithAWrongToken_IsNotTaken()
    {
        var (id, token) = await host.AskAsync();

        Assert.Equal("decide", (await (await host.SendFormAsync(token, SampleForms.Jpeg)).PageAsync(HttpStatusCode.Conflict)).Kind());
        await (await host.SendFormAsync("nonsense", SampleForms.Jpeg)).PageAsync(HttpStatusCode.BadRequest);
        Assert.DoesNotContain(host.Forms.Lines, line => line.RegistrationId == id);
    }

    [Fact]
    public async Task Rejected_TellsWhy_AndAnotherFormCanBeSent()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Pdf);
        var http = host.With(await host.SessionAsync());
        var review = await (await http.GetPathAsync($"/console/reviews/{id}")).PageAsync(HttpStatusCode.OK);
        var download = await http.GetPathAsync(review.GetElementById("download")!.GetAttribute("href")!);
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);

        await (await http.PostFormAsync($"/console/reviews/{id}", Finding(id, "NotSigned"))).PageAsync(HttpStatusCode.OK);

        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK);
        Assert.Equal("FormRejected", page.GetElementById("step")!.GetAttribute("data-step"));
        Assert.Contains("no signature", page.GetElementById("form-problem")!.TextContent, StringComparison.Ordinal);
        await (await host.SendFormAsync(token, SampleForms.Png)).PageAsync(HttpStatusCode.OK);
        Assert.Equal(VerificationStep.FormReceived, host.Find(id).Verification.Step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("NoSuchReason")]
    public async Task FindingMissing_ChangesNothing(string finding)
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var http = host.With(await host.SessionAsync());

        var page = await (await http.PostFormAsync($"/console/reviews/{id}", Finding(id, finding))).PageAsync(HttpStatusCode.UnprocessableEntity);

        Assert.NotNull(page.QuerySelector(".errors"));
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task List_ShowsWhatWaits_WithoutPersonalData()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var http = host.With(await host.SessionAsync());

        var page = await (await http.GetPathAsync("/console/reviews")).PageAsync(HttpStatusCode.OK);

        Assert.NotNull(page.QuerySelector($"a[href='/console/reviews/{id}']"));
        Assert.DoesNotContain("Marked", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".pager"));

        var broken = await (await http.GetPathAsync("/console/reviews?after=%3Cb%3E")).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(broken.QuerySelector($"a[href='/console/reviews/{id}']"));
        var further = await (await http.GetPathAsync($"/console/reviews?after={DateTimeOffset.MaxValue.UtcTicks}-f")).PageAsync(HttpStatusCode.OK);
        Assert.NotNull(further.GetElementById("empty"));
        Assert.Equal("/console/reviews", further.QuerySelector(".pager a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task WithoutASession_NothingIsShownOrDone()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var upload = host.Find(id).Verification.Upload;

        foreach (var path in new[] { "/console/reviews", $"/console/reviews/{id}", $"/console/reviews/{id}/{upload}", "/console/attestations" })
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.GetPathAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Anybody.PostFormAsync($"/console/reviews/{id}", Finding(id, "accept"))).StatusCode);
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task FormOfAnotherSite_IsRefused()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var http = host.With(await host.SessionAsync());
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostFormAsync($"/console/reviews/{id}", Finding(id, "accept"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostFormAsync("/console/attestations", ("code", "x"))).StatusCode);
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task AnotherWayIsTaken_AndTheConsentRecorded()
    {
        var (id, token) = await host.SayYesAsync();
        await (await host.Anybody.PostFormAsync("/consent/method", ("token", token), ("method", "email"))).PageAsync(HttpStatusCode.Conflict);
        await (await host.Anybody.PostFormAsync("/consent/method", ("token", token))).PageAsync(HttpStatusCode.UnprocessableEntity);
        var page = await (await host.Anybody.PostFormAsync("/consent/method", ("token", token), ("method", "attested"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("CallAwaited", page.GetElementById("step")!.GetAttribute("data-step"));
        var code = page.GetElementById("form-code")!.TextContent;

        var http = host.With(await host.SessionAsync());
        await (await http.PostFormAsync("/console/attestations", ("code", "ABCD-EFGH-JKMN"))).PageAsync(HttpStatusCode.NotFound);
        var found = await (await http.PostFormAsync("/console/attestations", ("code", code.ToLowerInvariant()))).PageAsync(HttpStatusCode.OK);
        Assert.Contains(Bodies.ChildName, found.GetElementById("found")!.TextContent, StringComparison.Ordinal);
        (string, string)[] fields =
        [
            ("code", code), ("record", "yes"), ("way", "Telephone"), ("at", $"{host.Clock.Now.UtcDateTime:yyyy-MM-ddTHH:mm}"),
            ("guardianName", "Marked Guardian"), ("relationship", "mother"), ("purposes", "newsletter"), ("attested", "yes"),
        ];
        for (var missing = 2; missing < fields.Length; missing++)
        {
            if (fields[missing].Item1 != "purposes")
            {
                await (await http.PostFormAsync("/console/attestations", [.. fields.Where((_, index) => index != missing)])).PageAsync(HttpStatusCode.UnprocessableEntity);
            }
        }

        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
        await (await http.PostFormAsync("/console/attestations", fields)).PageAsync(HttpStatusCode.OK);
        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
        Assert.Equal(["account", "newsletter"], host.Find(id).GrantedPurposes);
        await (await http.PostFormAsync("/console/attestations", fields)).PageAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnswersAgain_SeesTheNotice_AndCanSayNo()
    {
        var (id, token) = await host.SayYesAsync();

        Assert.Equal("step", (await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK)).Kind());
        Assert.Equal(
            "decide", (await (await host.Anybody.PostFormAsync("/consent/open", ("token", token), ("again", "yes"))).PageAsync(HttpStatusCode.OK)).Kind());
        Assert.Equal("refused", (await (await host.SendAsync(token, "refuse")).PageAsync(HttpStatusCode.OK)).Outcome());
        Assert.Equal(RegistrationState.Refused, host.Find(id).State);
    }

    private (string, string)[] Finding(string id, string finding) =>
        [("upload", host.Find(id).Verification.Upload!), ("finding", finding)];
}
