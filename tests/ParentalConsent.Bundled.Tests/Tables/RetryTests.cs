using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class RetryTests
{
    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task AFailingService_IsAskedAgain_UntilItAnswers(HttpStatusCode status)
    {
        var service = new FakeService(
            () => FakeService.Answer(status),
            () => FakeService.Answer(status),
            () => FakeService.Answer(HttpStatusCode.NoContent));
        var (calls, tries) = (new CallCounter(), new CallCounter());
        var options = service.Options();
        options.AddPolicy(calls, HttpPipelinePosition.PerCall);
        options.AddPolicy(tries, HttpPipelinePosition.PerRetry);
        var table = new TableClient("UseDevelopmentStorage=true", "table", options);

        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "body" });
        Assert.Equal((1, 3, 3), (calls.Count, tries.Count, service.Requests.Count));
        Assert.Single(service.Bodies.Distinct());
        Assert.Contains("body", service.Bodies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task AServiceThatStaysDown_IsAskedAsOftenAsTheOptionsSay(int maxRetries)
    {
        var service = new FakeService(() => FakeService.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy"));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options(maxRetries));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
        Assert.Equal((503, "ServerBusy", maxRetries + 1), (failure.Status, failure.ErrorCode, service.Requests.Count));
        Assert.Single(service.Bodies.Distinct());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task ARefusal_IsNotTriedAgain(int status)
    {
        var service = new FakeService(() => FakeService.Error((HttpStatusCode)status, "Refused"));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        Assert.Throws<RequestFailedException>(() => table.AddEntity(new TableEntity("p", "r")));
        await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task ABrokenConnection_IsTriedAgain()
    {
        var service = new FakeService(
            () => throw new HttpRequestException("connection reset"),
            () => FakeService.Answer(HttpStatusCode.NoContent));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(2, service.Requests.Count);
    }
}
