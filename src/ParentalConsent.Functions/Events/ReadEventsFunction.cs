using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Events;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Events;

/// <param name="Next">The cursor to go on with, also where there is nothing more yet.</param>
public sealed record EventsAnswer(IReadOnlyList<EventBody> Events, string Next, bool HasMore);

public sealed class ReadEventsFunction(ClientAccess access, ReadEvents readEvents)
{
    private const int UsualLimit = 100;

    private const int HighestLimit = 500;

    [Function("ReadEvents")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/events")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        var fields = new QueryFields(request, "after", "limit");
        var after = ReadNumber(fields, "after", long.MaxValue, "notACursor", "Must be the next of an answer before.");
        var limit = ReadNumber(fields, "limit", HighestLimit, "outOfRange", $"Must be a whole number from 1 to {HighestLimit}.");
        if (limit == 0)
        {
            fields.Add("limit", "outOfRange", $"Must be a whole number from 1 to {HighestLimit}.");
        }

        return fields.Errors.Count > 0
            ? await request.ProblemAsync(Problems.Invalid(fields.Errors), cancellationToken)
            : await AnswerAsync(
                request, await readEvents.ExecuteAsync(client.Id, after, (int)(limit ?? UsualLimit), cancellationToken), cancellationToken);
    }

    private static Task<HttpResponseData> AnswerAsync(HttpRequestData request, ReadEventsResult result, CancellationToken cancellationToken) =>
        result switch
        {
            ReadEventsResult.Page page => request.JsonAsync(
                new EventsAnswer([.. page.Events.Select(EventBody.Of)], Cursor(page.Next), page.HasMore), cancellationToken),
            ReadEventsResult.CursorTooOld { Oldest: var oldest } => request.ProblemAsync(Problems.CursorTooOld(Cursor(oldest)), cancellationToken),
            _ => request.ProblemAsync(
                Problems.Invalid([new FieldError("after", "unknownCursor", "The feed of this client has not come that far.")]), cancellationToken),
        };

    private static string Cursor(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    private static long? ReadNumber(QueryFields fields, string name, long highest, string code, string message)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= highest)
        {
            return number;
        }

        fields.Add(name, code, message);
        return null;
    }
}
