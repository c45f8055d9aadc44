using System.Text.Json;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>Reads lines as the call for one account reads its body.</summary>
public sealed class AccountReader(PolicySet policies) : IAccountReader
{
    /// <summary>Where it is the line as a whole.</summary>
    private const string Line = "line";

    /// <summary>Of one line; results are kept in few bytes.</summary>
    private const int MostErrors = 10;

    public AccountReading Read(ReadOnlySpan<byte> line, Discovery discovery, ClientPolicy client, DateTimeOffset now)
    {
        if (line.IsEmpty)
        {
            return Invalid("empty");
        }

        if (LineReader.IsTooLong(line))
        {
            return Invalid("tooLong");
        }

        if (discovery.Format is DiscoveryFormat.Ndjson)
        {
            return JsonBody.Parse(line.ToArray()) switch
            {
                JsonBody.Read { Root: var root } => Read(root, client, now),
                JsonBody.Rejected { Problem.Code: var code } => Invalid(code),
                _ => throw new InvalidOperationException(),
            };
        }

        if (!CsvRecord.TryRead(line, out var cells))
        {
            return Invalid("brokenCsv");
        }

        if (cells.Count != discovery.Columns.Count)
        {
            return Invalid("wrongColumnCount");
        }

        using var json = CsvAccount.ToJson(discovery.Columns, cells);
        return Read(json.RootElement, client, now);
    }

    private AccountReading Read(JsonElement root, ClientPolicy client, DateTimeOffset now)
    {
        var (command, errors) = DiscoveryRequest.Read(root, client, policies, now);
        return errors.Count == 0
            ? new AccountReading.Account(command)
            : new AccountReading.Invalid([.. errors.Take(MostErrors).Select(error => new DiscoveryError(Named(error), error.Code))]);
    }

    /// <summary>A name that is none of ours could be anything, and results are kept.</summary>
    private static string Named(FieldError error) => error.Code == "unknownField" ? Line : error.Field;

    private static AccountReading.Invalid Invalid(string code) => new([new DiscoveryError(Line, code)]);
}
