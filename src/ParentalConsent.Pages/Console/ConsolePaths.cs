using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Pages.Console;

/// <summary>Where the pages of the console are.</summary>
public static class ConsolePaths
{
    public const string Overview = "/console";
    public const string DeletionLog = "/console/deletion-log";
    public const string DeletionLogCsv = "/console/deletion-log.csv";
    public const string DeletionLogFile = "/console/deletion-log.ndjson";
    public const string Verification = "/console/verification";
    public const string SafetyStop = "/console/safety-stop";
    public const string Trends = "/console/trends";
    public const string Signals = "/console/signals";
    public const string Staff = "/console/staff";
    public const string StaffCsv = "/console/staff.csv";
    public const string Webhooks = "/console/webhooks";
    public const string Discoveries = "/console/discoveries";
    public const string Holds = "/console/holds";
    public const string Cases = "/console/cases";
    public const string Reviews = "/console/reviews";
    public const string Attestations = "/console/attestations";

    public static string Webhook(string clientId) => $"{Webhooks}/{clientId}";

    public static string ReviewsAfter(ReviewCursor cursor) => $"{Reviews}?after={cursor}";

    public static string Review(string registrationId) => $"{Reviews}/{registrationId}";

    public static string FormPicture(string registrationId, string upload) => $"{Reviews}/{registrationId}/{upload}";

    public static string Registration(string registrationId) => $"/console/registrations/{registrationId}";

    public static string Discovery(string discoveryId) => $"{Discoveries}/{discoveryId}";

    /// <summary>The page that loads itself again until it is finished.</summary>
    public static string Follow(string discoveryId) => $"{Discovery(discoveryId)}?follow=yes";

    public static string Hold(string holdId) => $"{Holds}/{holdId}";

    public static string Removal(string registrationId) => $"/console/registrations/{registrationId}/removal";

    public static string Retry(string deletionId) => $"{Cases}/{deletionId}/retry";

    public static string Resolve(string deletionId) => $"{Cases}/{deletionId}/resolve";

    public static string Deletion(string deletionId) => $"/console/deletions/{deletionId}";

    /// <summary>The same filters on another page of the log, or as CSV.</summary>
    public static string WithFilters(string path, DeletionLogFilters filters, LogCursor? cursor = null) => WithQuery(
        path,
        ("from", filters.From), ("to", filters.To), ("client", filters.Client), ("reason", filters.Reason),
        ("kind", filters.Kind), ("cursor", cursor?.ToString()));

    /// <summary>The same filters on another page of the staff log, or as CSV.</summary>
    public static string WithFilters(string path, StaffLogFilters filters, StaffLogCursor? cursor = null) => WithQuery(
        path, ("from", filters.From), ("to", filters.To), ("who", filters.Who), ("what", filters.What), ("cursor", cursor?.ToString()));

    private static string WithQuery(string path, params (string Name, string? Value)[] pairs)
    {
        var query = string.Join('&', pairs.Where(pair => pair.Value is { Length: > 0 })
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>A kind as it stands in addresses.</summary>
    public static string Word(LogKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>A kind as people read it.</summary>
    public static string Words(LogKind kind)
    {
        var words = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()).Replace('-', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
