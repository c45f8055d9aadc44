using System.Net;
using Azure;
using ParentalConsent.Functions.Faults;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Functions.Tests.Faults;

public sealed class FaultAnswersTests
{
    public static TheoryData<Exception, bool> Faults => new()
    {
        { new RequestFailedException(0, "no connection"), true },
        { new RequestFailedException(408, "timeout"), true },
        { new RequestFailedException(429, "throttled"), true },
        { new RequestFailedException(500, "server"), true },
        { new RequestFailedException(503, "busy"), true },
        { new RequestFailedException(403, "forbidden"), false },
        { new RequestFailedException(404, "gone"), false },
        { new AggregateException(new RequestFailedException(0, "first try"), new RequestFailedException(0, "second try")), true },
        { new InvalidOperationException("outer", new TimeoutException()), true },
        { new TaskCanceledException(), true },
        { new HttpRequestException(), true },
        { new SecretsUnavailableException("data-encryption-key", 0, null), true },
        { new SecretsUnavailableException("data-encryption-key", 403, "Forbidden"), true },
        { new InvalidOperationException(), false },
        { new FormatException("text", new ArgumentException()), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void IsUnavailability_IsWhatTryingAgainCanMend(Exception fault, bool expected) =>
        Assert.Equal(expected, FaultAnswers.IsUnavailability(fault));

    [Fact]
    public async Task Browser_GetsAPage_ThatLeadsBackToTheLink_AndDoesNotSayThatNothingWasChanged()
    {
        await using var started = await StartedHost.StartAsync();
        var (_, token) = await started.Host.AskAsync();
        started.Host.Calls.Before = _ => throw new RequestFailedException(503, "busy");
        var http = started.Host.Anybody;
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8");

        var page = await (await http.PostFormAsync("/consent/open", ("token", token))).PageAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("fault", page.Kind());
        Assert.Contains("open the link in our mail again", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was changed", page.Body.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(page.QuerySelector("link[rel=stylesheet][href='/assets/site.css']"));
    }

    [Fact]
    public async Task Program_GetsAProblem()
    {
        await using var started = await StartedHost.StartAsync();
        var (_, token) = await started.Host.AskAsync();
        started.Host.Calls.Before = _ => throw new RequestFailedException(503, "busy");

        var response = await started.Host.Anybody.PostFormAsync("/consent/open", ("token", token));

        Assert.Equal("temporarilyUnavailable", await response.ProblemCodeAsync(HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public void FaultText_HasTypesAndCodes_NeverMessages()
    {
        Exception fault = new InvalidOperationException("marked", new RequestFailedException(409, "marked", "TableBeingDeleted", new FormatException("marked")));

        Assert.Equal("InvalidOperationException < RequestFailedException 409 TableBeingDeleted < FormatException", FaultText.TypesOf(fault));
        Assert.DoesNotContain("marked", FaultText.StackOf(fault), StringComparison.Ordinal);
    }
}
