using System.Net;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class ErrorCodeTests
{
    [Fact]
    public async Task Azurite_NamesWhatWentWrong()
    {
        var table = await TestTables.CreateAsync();
        var gone = new TableClient((await ParentalConsent.TestKit.Azurite.SharedAsync()).ConnectionString, TestTables.NewName());
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await FailsAsync(409, TableErrorCode.EntityAlreadyExists, () => table.AddEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(404, TableErrorCode.ResourceNotFound, () => table.GetEntityAsync<TableEntity>("p", "missing"));
        await FailsAsync(404, TableErrorCode.ResourceNotFound, () => table.UpdateEntityAsync(new TableEntity("p", "missing"), ETag.All));
        await FailsAsync(404, TableErrorCode.TableNotFound, () => gone.AddEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(409, TableErrorCode.TableAlreadyExists, () => table.CreateAsync());
        await FailsAsync(412, TableErrorCode.UpdateConditionNotSatisfied,
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"")));
        await FailsAsync(400, TableErrorCode.PropertyValueTooLarge, () => table.AddEntityAsync(new TableEntity("p", "s") { ["X"] = new string('x', 32 * 1024 + 1) }));
        await FailsAsync(400, TableErrorCode.PropertyValueTooLarge, () => table.AddEntityAsync(new TableEntity("p", "s") { ["X"] = new byte[64 * 1024 + 1] }));
        await FailsAsync(400, TableErrorCode.EntityTooLarge, () => table.UpsertEntityAsync(OfText(40)));
        await FailsAsync(413, "RequestBodyTooLarge", () => table.AddEntityAsync(OfText(140)));
        await FailsAsync(400, TableErrorCode.InvalidInput, () => table.AddEntityAsync(new TableEntity("p", new string('k', 1025))));
    }

    [Theory]
    [InlineData(400, "TooManyProperties")]
    [InlineData(400, "OutOfRangeInput")]
    [InlineData(400, "InvalidInput")]
    [InlineData(400, "PropertyNameTooLong")]
    [InlineData(403, "AuthenticationFailed")]
    [InlineData(409, "TableBeingDeleted")]
    [InlineData(413, "RequestBodyTooLarge")]
    public async Task WhatOnlyAzureSays_IsUnderstoodToo(int status, string code)
    {
        var service = new FakeService(() => FakeService.Error((HttpStatusCode)status, code));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        await FailsAsync(status, code, () => table.AddEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(status, code, () => table.CreateIfNotExistsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("{\"odata.error\":{\"code\":\"X\"}}")]
    public async Task AnAnswerThatIsNotTheServices_IsStillARequestFailure(string body)
    {
        var service = new FakeService(() => FakeService.Answer(HttpStatusCode.BadRequest, body));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        await FailsAsync(400, null, () => table.AddEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(400, null, () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
    }

    [Fact]
    public async Task ATransactionAnsweredWithNothing_IsNotTakenForDone()
    {
        var service = new FakeService(() => FakeService.Answer(HttpStatusCode.Accepted, "--batch\r\n--batch--", "multipart/mixed"));
        var table = new TableClient("UseDevelopmentStorage=true", "table", service.Options());

        await FailsAsync(202, null, () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
    }

    private static TableEntity OfText(int properties)
    {
        var entity = new TableEntity("p", "large");
        for (var n = 0; n < properties; n++)
        {
            entity[$"P{n}"] = new string('x', 32 * 1024);
        }

        return entity;
    }

    private static async Task FailsAsync(int status, TableErrorCode? code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(call);
        Assert.Equal((status, code?.ToString()), (failure.Status, failure.ErrorCode));
    }
}
