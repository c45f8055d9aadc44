using System.Globalization;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Cases;

/// <summary>What the deletion log says of a case, and back.</summary>
public static class CaseRecords
{
    /// <summary>Of the step of a case that is over; logged once.</summary>
    public static LogRecord OfStep(DeletionCase closing, CaseStep step) =>
        OfStep(closing.DeletionId, closing.RegistrationId, closing.ClientId, step);

    /// <inheritdoc cref="OfStep(DeletionCase, CaseStep)"/>
    public static LogRecord OfStep(string deletionId, string registrationId, string clientId, CaseStep step) => new()
    {
        Kind = step switch
        {
            { State: StepState.Resolved } => LogKind.StepResolved,
            _ when StepNames.IsTarget(step.Name) => LogKind.TargetCleared,
            _ => LogKind.Acknowledgement,
        },
        Key = StepKey(deletionId, step.Name),
        DeletionId = deletionId,
        RegistrationId = registrationId,
        ClientId = clientId,
        Facts = LogFacts.Of(
        [
            ("step", step.Name),
            ("at", Time(step.DoneAt!.Value)),
            .. step.StatedAt is { } stated ? [("statedAt", Time(stated))] : Array.Empty<(string, string)>(),
            .. step.Found is { } found ? [("found", Number(found))] : Array.Empty<(string, string)>(),
            .. step.Left is { } left ? [("left", Number(left))] : Array.Empty<(string, string)>(),
            .. step.DueAt is { } due ? [("dueAt", Time(due))] : Array.Empty<(string, string)>(),
            .. step.Tries > 0 ? [("tries", Number(step.Tries))] : Array.Empty<(string, string)>(),
            .. step.LastError is { } error ? [("lastError", error)] : Array.Empty<(string, string)>(),
            .. WordFacts.Of(WordFacts.Systems, step.Systems),
            .. Reason(step.Reason ?? ""),
        ]),
    };

    /// <summary>Why an administrator has it deleted; null where none does, or where it cannot be read any more.</summary>
    public static LogRecord? OfOrder(Registration ended) => ended.Details?.RemovedFor is { } reason
        ? new()
        {
            Kind = LogKind.DeletionOrdered,
            Key = $"ordered-{ended.DeletionId}",
            DeletionId = ended.DeletionId,
            RegistrationId = ended.Id,
            ClientId = ended.ClientId,
            Facts = LogFacts.Of([("at", Time(ended.DecidedAt!.Value)), .. Reason(reason)]),
        }
        : null;

    /// <summary>Every step is over; logged once.</summary>
    public static LogRecord OfClosing(DeletionCase complete) => new()
    {
        Kind = LogKind.CaseClosed,
        Key = ClosingKey(complete.DeletionId),
        DeletionId = complete.DeletionId,
        RegistrationId = complete.RegistrationId,
        ClientId = complete.ClientId,
        Facts = LogFacts.Of(
            [("at", Time(complete.CompletedAt!.Value)), .. WordFacts.Of(WordFacts.Steps, complete.Steps.Select(step => step.Name))]),
    };

    public static string StepKey(string deletionId, string step) => $"step-{deletionId}-{step.Replace(':', '-').ToLowerInvariant()}";

    public static string ClosingKey(string deletionId) => $"closed-{deletionId}";

    /// <summary>The further steps that a deletion's entry names, or a closing.</summary>
    public static IReadOnlyList<string> StepsOf(LogRecord record) => WordFacts.Read(record.Facts, WordFacts.Steps);

    /// <summary>When a step was over, or the case closed; null where the record does not say.</summary>
    public static DateTimeOffset? TimeOf(LogRecord record) => TimeOf(record, "at");

    /// <summary>The step that a record is about.</summary>
    public static CaseStep StepOf(LogRecord record) => new(record.Facts["step"] ?? "")
    {
        State = record.Kind is LogKind.StepResolved ? StepState.Resolved : StepState.Done,
        DoneAt = TimeOf(record),
        StatedAt = TimeOf(record, "statedAt"),
        Found = NumberOf(record, "found"),
        Left = NumberOf(record, "left"),
        DueAt = TimeOf(record, "dueAt"),
        Tries = NumberOf(record, "tries") ?? 0,
        LastError = record.Facts["lastError"],
        Systems = WordFacts.Read(record.Facts, WordFacts.Systems),
        Reason = string.Concat(ReasonParts(record)) is { Length: > 0 } reason ? reason : null,
    };

    private static IEnumerable<(string Name, string Value)> Reason(string reason) =>
        reason
        .Chunk(LogFacts.MaxValueLength)
        .Select((part, index) => (string.Create(CultureInfo.InvariantCulture, $"reason{index + 1}"), new string(part)));

    private static IEnumerable<string> ReasonParts(LogRecord record)
    {
        for (var number = 1; record.Facts[string.Create(CultureInfo.InvariantCulture, $"reason{number}")] is { } part; number++)
        {
            yield return part;
        }
    }

    private static DateTimeOffset? TimeOf(LogRecord record, string name) =>
        DateTimeOffset.TryParse(record.Facts[name], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    private static int? NumberOf(LogRecord record, string name) =>
        int.TryParse(record.Facts[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
