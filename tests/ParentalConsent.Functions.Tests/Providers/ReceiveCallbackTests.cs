using System.Net;
using System.Text;
using Azure;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.Functions.Tests.Providers;

/// <summary>Callbacks of every sort, by HTTP. An error is an error, never 200.</summary>
public sealed class ReceiveCallbackTests(ProviderHost app) : IClassFixture<ProviderHost>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AVerifiedAdult_MakesTheConsentCount_AndAgainChangesNothing(bool kws)
    {
        var (id, _, reference, _) = await app.SayYesAsync(kws);
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);
        Task<HttpResponseMessage> Say() => kws ? app.SayKwsAsync(CallbackSigning.KwsBody(reference, true)) : app.SayAsync("verified", reference);

        Assert.Equal("grant", (await (await Say()).JsonAsync()).GetProperty("effect").GetString());
        var granted = app.Find(id);
        Assert.Equal(RegistrationState.Granted, granted.State);
        Assert.Equal(["account", "newsletter"], granted.GrantedPurposes);
        Assert.Equal("nothing", (await (await Say()).JsonAsync()).GetProperty("effect").GetString());
        Assert.Equal(granted.HistoryLength, app.Find(id).HistoryLength);
    }

    [Fact]
    public async Task FiftyCopiesAtOnce_AreAllTaken_AndOneHasAnEffect()
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        var before = app.Find(id).HistoryLength;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.SayAsync("verified", reference)));

        var effects = await Task.WhenAll(answers.Select(async answer => (await answer.JsonAsync()).GetProperty("effect").GetString()));
        Assert.Single(effects, effect => effect == "grant");
        Assert.Equal(49, effects.Count(effect => effect == "nothing"));
        Assert.Equal(before + 1, app.Find(id).HistoryLength);
    }

    [Fact]
    public async Task ARevocationAfterTheGrant_EndsTheConsent_AndTheGuardianIsToldWhy()
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        await app.SayAsync("verified", reference);
        await app.Host.WorkAsync();
        app.Host.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal("withdraw", (await (await app.SayAsync("revoked", reference)).JsonAsync()).GetProperty("effect").GetString());

        Assert.Equal(RegistrationState.Withdrawn, app.Find(id).State);
        await app.Host.WorkAsync();
        var mail = app.Host.Mailer.Sent.Last(sent => sent.To == Bodies.ParentEmail);
        Assert.Contains("no longer counts", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("took its check back", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You withdrew", mail.Text + mail.Html + mail.Subject, StringComparison.Ordinal);
        Assert.Equal(RegistrationState.Deleted, app.Find(id).State);
    }

    [Fact]
    public async Task ARevocationThatComesFirst_Wins_AndTheGuardianCanAnswerAgain()
    {
        var (id, token, reference, _) = await app.SayYesAsync();
        Assert.Equal(HttpStatusCode.OK, (await app.SayAsync("revoked", reference)).StatusCode);

        Assert.Equal("checkNotAwaited", await (await app.SayAsync("verified", reference)).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);

        await Consent.GuardianBrowser.SendAsync(app.Host, token, "grant");
        Assert.Equal(HttpStatusCode.OK, (await app.SayAsync("verified", app.Find(id).Verification.Reference!)).StatusCode);
        Assert.Equal("referenceNotFound", await (await app.SayAsync("revoked", reference)).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(RegistrationState.Granted, app.Find(id).State);
    }

    [Fact]
    public async Task AfterARefusalOrTheDeadline_ItIsTooLate_AndTheStateIsSaid()
    {
        var (refused, token, first, _) = await app.SayYesAsync();
        await Consent.GuardianBrowser.SendAsync(app.Host, token, "refuse");
        var answer = await (await app.SayAsync("verified", first)).JsonAsync(HttpStatusCode.Conflict);
        Assert.Equal("checkNotAwaited", answer.GetProperty("code").GetString());
        Assert.Contains("Refused", answer.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(RegistrationState.Refused, app.Find(refused).State);

        var (late, _, second, _) = await app.SayYesAsync();
        app.Host.Clock.Now = app.Find(late).Deadline;
        Assert.Equal("checkExpired", await (await app.SayAsync("verified", second)).ProblemCodeAsync(HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.OK, (await app.SayAsync("failed", second)).StatusCode);
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(late).State);
    }

    [Theory]
    [InlineData("""{"event":"renamed","reference":"{r}","id":"evt"}""", HttpStatusCode.UnprocessableEntity, "unknownEvent")]
    [InlineData("""{"event":"verified","id":"evt"}""", HttpStatusCode.BadRequest, "unreadableCallback")]
    [InlineData("""{"event":"verified","reference":"{r}","id":"other"}""", HttpStatusCode.BadRequest, "unreadableCallback")]
    [InlineData("""{"event":"verified","reference":"00000000000000000000000000000000","id":"evt"}""", HttpStatusCode.NotFound, "referenceNotFound")]
    [InlineData("""{"event":"verified","reference":"../registrations","id":"evt"}""", HttpStatusCode.NotFound, "referenceNotFound")]
    [InlineData("not json", HttpStatusCode.BadRequest, "unreadableCallback")]
    [InlineData("", HttpStatusCode.BadRequest, "unreadableCallback")]
    public async Task WhatIsRightlySignedButWrong_IsAnErrorWithACode(string body, HttpStatusCode status, string code)
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        var answer = await app.SayAsync(Encoding.UTF8.GetBytes(body.Replace("{r}", reference, StringComparison.Ordinal)));
        Assert.Equal(code, await answer.ProblemCodeAsync(status));
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);
    }

    [Fact]
    public async Task AnEventOfKwsThatIsNotKnown_IsAnError()
    {
        var (_, _, reference, _) = await app.SayYesAsync(kws: true);
        Assert.Equal("unknownEvent", await (await app.SayKwsAsync(CallbackSigning.KwsBody(reference, true, "user-graduated")))
            .ProblemCodeAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("no signature")]
    [InlineData("changed body")]
    [InlineData("another provider's")]
    public async Task AForgedCallback_IsUnauthorized_AndNoStorageIsAsked(string how)
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        var body = CallbackSigning.BridgeBody(reference, "verified", "evt");
        var time = CallbackSigning.Seconds(app.Host.Clock.Now);
        using var forged = how switch
        {
            "another key" => CallbackSigning.Bridge(Address, body, "evt", time, CallbackSigning.NewSecret()),
            "no signature" => new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) },
            "changed body" => CallbackSigning.Bridge(Address, CallbackSigning.BridgeBody(reference, "failed", "evt"), "evt", time, app.BridgeSecret),
            _ => CallbackSigning.Kws(Address, CallbackSigning.KwsBody(reference, true), time, app.Kws.WebhookSecret),
        };
        if (how == "changed body")
        {
            forged.Content = new ByteArrayContent(body);
        }

        var calls = app.Host.Calls.Count;
        var answer = await app.Host.Anybody.SendAsync(forged);
        Assert.Equal("invalidSignature", await answer.ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("Signature", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(calls, app.Host.Calls.Count);
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);
    }

    [Fact]
    public async Task ACallbackOfAnotherProvider_DoesNotFindTheReference()
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        Assert.Equal("referenceNotFound", await (await app.SayKwsAsync(CallbackSigning.KwsBody(reference, true))).ProblemCodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task AnOldOrEarlyOne_IsUnauthorized_WithItsOwnCode(int seconds)
    {
        var (id, _, reference, _) = await app.SayYesAsync();
        using var callback = CallbackSigning.Bridge(
            Address, CallbackSigning.BridgeBody(reference, "verified", "evt"), "evt",
            CallbackSigning.Seconds(app.Host.Clock.Now.AddSeconds(seconds)), app.BridgeSecret);
        Assert.Equal("timestampOutOfTolerance", await (await app.Host.Anybody.SendAsync(callback)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(RegistrationState.AwaitingParent, app.Find(id).State);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task TheLimitIs64KiB(int more, HttpStatusCode expected) =>
        Assert.Equal(expected, (await app.SayAsync(new byte[(64 * 1024) + more])).StatusCode);

    [Fact]
    public async Task AProviderThatNobodyConfigured_IsNotFound() =>
        Assert.Equal("providerNotFound", await (await app.Host.Anybody.PostTextAsync("/callbacks/nobody", "{}")).ProblemCodeAsync(HttpStatusCode.NotFound));

    [Fact]
    public async Task WithStorageDown_OrTheKeyMissing_ItIsToBeSaidAgain_AndThenCounts()
    {
        await using var own = new Started();
        await own.App.InitializeAsync();
        var (id, _, reference, _) = await own.App.SayYesAsync();
        own.App.Host.Calls.Before = _ => throw new RequestFailedException(503, "busy");
        Assert.Equal("temporarilyUnavailable", await (await own.App.SayAsync("verified", reference)).ProblemCodeAsync(HttpStatusCode.ServiceUnavailable));
        own.App.Host.Calls.Before = null;

        own.App.Host.Secrets.Set(SecretNames.ProviderWebhookKey(CheckedPolicy.Bridge));
        own.App.Host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.InternalServerError, (await own.App.SayAsync("verified", reference)).StatusCode);
        own.App.Host.Secrets.Set(SecretNames.ProviderWebhookKey(CheckedPolicy.Bridge), own.App.BridgeSecret);

        Assert.Equal(HttpStatusCode.OK, (await own.App.SayAsync("verified", reference)).StatusCode);
        Assert.Equal(RegistrationState.Granted, own.App.Find(id).State);
    }

    private Uri Address => app.CallbackAddress(CheckedPolicy.Bridge);

    private sealed class Started : IAsyncDisposable
    {
        public ProviderHost App { get; } = new();

        public async ValueTask DisposeAsync() => await App.DisposeAsync();
    }
}
