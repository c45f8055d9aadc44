using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Pages.Tests.Consent;

public sealed class OutcomePageTests
{
    private static readonly Registration Bounced = Sample.Granted with { Mail = new() { Bounced = true } };

    [Fact]
    public async Task Granted_SaysWhatWithdrawingDoes_AndHowToAskTheClient()
    {
        var text = Visible(Every.Parse(await Every.Consent.OutcomeAsync(Sample.Granted, earlier: false, Sample.Token)));

        Assert.Contains("We then delete what we hold, and Wayfarer may no longer use the data.", text, StringComparison.Ordinal);
        Assert.Contains("Wayfarer got the data when you said yes. To have its own copy deleted, ask Wayfarer", text, StringComparison.Ordinal);
        Assert.Contains("We send you a mail", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RegistrationState.Granted)]
    [InlineData(RegistrationState.Refused)]
    [InlineData(RegistrationState.Withdrawn)]
    public async Task WhereMailsAreRefused_NoneIsPromised(RegistrationState state)
    {
        foreach (var earlier in (bool[])[false, true])
        {
            var promised = Every.Parse(await Every.Consent.OutcomeAsync(Bounced with { State = state, Mail = new() }, earlier));
            var page = Every.Parse(await Every.Consent.OutcomeAsync(Bounced with { State = state }, earlier));

            Assert.Contains("We send you", Visible(promised), StringComparison.Ordinal);
            Assert.DoesNotContain("We send you", Visible(page), StringComparison.Ordinal);
            Assert.DoesNotContain("link in our mail", Visible(page), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task WhatWasTakenOutOfThePolicy_IsNamedByItsId()
    {
        var pages = new ConsentPages(Sample.Renderer, Sample.NoPolicies, TimeProvider.System);
        foreach (var html in (Task<string>[])
            [
                pages.DecideAsync(Sample.Waiting, Sample.Token, DecisionFields.Empty, []),
                pages.ManageAsync(Sample.Granted, Sample.Token, DecisionFields.Empty, []),
                pages.OutcomeAsync(Sample.Granted, earlier: false, Sample.Token),
                pages.OutcomeAsync(Sample.Decided(RegistrationState.Withdrawn), earlier: true),
            ])
        {
            var page = Every.Parse(await html);

            Assert.Contains("wayfarer", Visible(page), StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll("footer a, input[type=checkbox][name=purposes]"));
            Assert.DoesNotContain("below", Visible(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(RegistrationState.OfAge)]
    [InlineData(RegistrationState.Withdrawn)]
    [InlineData(RegistrationState.Cancelled)]
    [InlineData(RegistrationState.Removed)]
    [InlineData(RegistrationState.Deleted)]
    public async Task OnceTheYoungPersonDecides_ThePageSaysNoMoreThanThat(RegistrationState state)
    {
        var of = Sample.Decided(RegistrationState.OfAge) with { SubjectDecides = true };
        var page = await Every.Consent.OutcomeAsync(
            of with { State = state, DeletionReason = Core.Deletion.DeletionReasons.Of(state), DecidedAt = of.DecidedAt?.AddDays(9) }, earlier: true);

        Assert.Equal(await Every.Consent.OutcomeAsync(of, earlier: true), page);
        Assert.Contains("decides for themselves", Visible(Every.Parse(page)), StringComparison.Ordinal);
    }

    private static string Visible(IHtmlDocument page) =>
        string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
