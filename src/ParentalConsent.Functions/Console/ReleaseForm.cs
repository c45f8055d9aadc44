using System.Globalization;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The form that releases a safety stop, between its fields and the command.</summary>
public static class ReleaseForm
{
    private const int MostLines = 100_000_000;

    public static ReleaseFields Read(Form form) => new(form.Value("reason"), form.Value("upTo"), form.Value("hours"));

    /// <returns>The command, or what is wrong.</returns>
    public static (ReleaseSafetyStopCommand? Command, IReadOnlyList<string> Problems) ToCommand(ReleaseFields fields, string stopId, string by)
    {
        // Line breaks and the like are spaces here: the log holds none.
        var reason = string.Join(' ', (fields.Reason ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var upTo = Number(fields.UpTo, MostLines);
        var hours = Number(fields.Hours, 72);
        string[] problems =
        [
            .. reason.Length is >= 10 and <= 500 && !reason.Any(char.IsControl) ? Array.Empty<string>() : ["Enter why, in 10 to 500 characters."],
            .. upTo is null ? ["Enter how many lines at most, a whole number from 1."] : Array.Empty<string>(),
            .. hours is null ? ["Enter for how many hours, 1 to 72."] : Array.Empty<string>(),
        ];
        return problems.Length == 0
            ? (new ReleaseSafetyStopCommand(stopId, by, reason, upTo!.Value, TimeSpan.FromHours(hours!.Value)), [])
            : (null, problems);
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
