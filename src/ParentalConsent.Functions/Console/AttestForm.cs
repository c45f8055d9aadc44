using System.Globalization;
using ParentalConsent.Core.Methods;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Functions.Console;

/// <summary>The form of a consent that an administrator received, between its fields and the command.</summary>
public static class AttestForm
{
    /// <summary>A clock may be off by so much.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public static AttestFields Read(Form form) => new(
        form.Value("code"),
        form.Value("way"),
        form.Value("at"),
        form.Value("guardianName"),
        form.Value("relationship"),
        form.Values("purposes"),
        form.Value("attested") == "yes");

    /// <returns>The command, or what is wrong.</returns>
    public static (RecordAttestationCommand? Command, IReadOnlyList<string> Problems) ToCommand(
        AttestFields fields, string by, DateTimeOffset registeredAt, DateTimeOffset now)
    {
        var way = Enum.TryParse<AttestedWay>(fields.Way, out var parsed) && Enum.IsDefined(parsed) && parsed.ToString() == fields.Way ? parsed : (AttestedWay?)null;
        var at = DateTimeOffset.TryParseExact(
            fields.At, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : (DateTimeOffset?)null;
        var name = fields.GuardianName?.Trim() ?? "";
        var relationship = fields.Relationship?.Trim() ?? "";
        string[] problems =
        [
            .. way is null ? ["Say how you received the consent."] : Array.Empty<string>(),
            .. at is null || at > now + Slack || at < registeredAt - Slack
                ? ["Say when: after the registration, and not in the future."] : Array.Empty<string>(),
            .. IsText(name, 100) ? Array.Empty<string>() : ["Enter the guardian’s name."],
            .. IsText(relationship, 60) ? Array.Empty<string>() : ["Enter how they relate to the child."],
            .. fields.Attested ? Array.Empty<string>() : ["Tick that you heard or saw them agree."],
        ];
        return problems.Length == 0
            ? (new RecordAttestationCommand(fields.Code!, by, way!.Value, at!.Value, name, relationship, fields.Purposes), [])
            : (null, problems);
    }

    private static bool IsText(string text, int maximum) =>
        text.Length > 1 && text.Length <= maximum && !ShownName.HasHiddenCharacters(text);
}
