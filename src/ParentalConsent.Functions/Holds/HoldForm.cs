using System.Globalization;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Functions.Holds;

/// <summary>The forms that set and end a hold, between their fields and the commands.</summary>
public static class HoldForm
{
    private const int IdLength = 16;

    public static HoldFields Read(Form form) =>
        new(form.Value("hold") ?? "", form.Value("about"), form.Value("reason"), form.Value("days"));

    /// <returns>The command, or what is wrong.</returns>
    public static (SetHoldCommand? Command, IReadOnlyList<string> Problems) ToCommand(HoldFields fields, string by)
    {
        var about = StaffLogEntry.IdOrNull(fields.About?.Trim());
        var (reason, days) = (Text(fields.Reason), Days(fields.Days));
        string[] problems =
        [
            .. IsId(fields.Id) ? Array.Empty<string>() : ["This form is broken. Open it again."],
            .. about is null ? ["Enter the id of a deletion (24 digits and letters) or of a registration (32)."] : Array.Empty<string>(),
            .. Problem(reason),
            .. days is null ? [$"Enter for how many days, {Hold.MinimumDays} to {Hold.MaximumDays}."] : Array.Empty<string>(),
        ];
        return problems.Length == 0 ? (new SetHoldCommand(fields.Id, about!, reason!, days!.Value, by), []) : (null, problems);
    }

    /// <returns>The command, or what is wrong.</returns>
    public static (ReleaseHoldCommand? Command, IReadOnlyList<string> Problems) ToCommand(string id, string? reason, string by) =>
        Text(reason) is { } text ? (new ReleaseHoldCommand(id, text, by), []) : (null, [.. Problem(null)]);

    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private static IEnumerable<string> Problem(string? reason) =>
        reason is null ? [$"Enter why, in {Hold.MinimumReason} to {Hold.MaximumReason} characters of plain text."] : [];

    /// <summary>On one line: line breaks and the like are spaces here.</summary>
    private static string? Text(string? typed)
    {
        var text = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is >= Hold.MinimumReason and <= Hold.MaximumReason && !ShownName.HasHiddenCharacters(text) ? text : null;
    }

    private static int? Days(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is >= Hold.MinimumDays and <= Hold.MaximumDays ? days : null;
}
