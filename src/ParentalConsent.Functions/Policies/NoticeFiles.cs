using System.Globalization;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>notices/yyyy-MM-dd/language.json</c>: <c>{ element: text, …, "days": { form: text } }</c>, with all of <see cref="NoticeElements"/>.</summary>
internal static class NoticeFiles
{
    private const string Root = "notices";
    private const int LongestElement = 600;
    private const int LongestDays = 60;

    private static readonly string[] Names = [.. NoticeElements.Placeholders.Keys, NoticeElements.Days];

    public static NoticeSet Read(string folder, Func<string, PolicyNode?> open, List<string> problems)
    {
        var root = Path.Combine(folder, Root);
        var versions = Directory.Exists(root) ? Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToArray() : [];
        if (versions.Length == 0)
        {
            problems.Add($"{Root}: must have a folder named by a date, as in 2026-01-31, for each version of the direct notice");
        }

        var texts = new List<NoticeTexts>();
        foreach (var version in versions)
        {
            var name = Path.GetFileName(version);
            if (!DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                problems.Add($"{Root}/{name}: the folder must be named by a date, as in 2026-01-31");
                continue;
            }

            texts.AddRange(ReadVersion(version, name, open, problems));
        }

        return new NoticeSet(texts);
    }

    private static IEnumerable<NoticeTexts> ReadVersion(
        string folder, string version, Func<string, PolicyNode?> open, List<string> problems)
    {
        var files = Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        if (!files.Contains($"{Locales.Fallback}.json"))
        {
            problems.Add($"{Root}/{version}/{Locales.Fallback}.json: the file is missing; it stands in for other languages");
        }

        foreach (var file in files)
        {
            var path = $"{Root}/{version}/{file}";
            var language = Path.GetFileNameWithoutExtension(file);
            if (Path.GetExtension(file) != ".json" || !LanguageTags.IsTag(language))
            {
                problems.Add($"{path}: the file must be named by a language, as in en.json or pt-BR.json");
            }
            else if (open(path) is { } node && ReadTexts(node, version, language) is { } texts)
            {
                yield return texts;
            }
        }
    }

    /// <returns>Null where it cannot be used at all.</returns>
    private static NoticeTexts? ReadTexts(PolicyNode file, string version, string language)
    {
        if (!file.IsObjectOf(Names))
        {
            return null;
        }

        var elements = NoticeElements.Placeholders.ToDictionary(
            element => element.Key,
            element => file.Field(element.Key) is { } field ? Text(field, LongestElement, element.Value, [NoticeElements.Client]) : "");
        var days = ReadDays(file);
        return days.ContainsKey(PluralForms.Other) ? new NoticeTexts(version, language, elements, days) : null;
    }

    private static Dictionary<string, string> ReadDays(PolicyNode file)
    {
        var forms = new Dictionary<string, string>();
        if (file.Field(NoticeElements.Days) is not { } field || !field.IsObjectOf([.. PluralForms.Names]))
        {
            return forms;
        }

        foreach (var name in PluralForms.Names)
        {
            if ((name == PluralForms.Other ? field.Field(name) : field.Optional(name)) is { } form)
            {
                // A form that stands for one number can say it in a word.
                string[] needed = name is "zero" or "one" or "two" ? [] : [NoticeElements.Days];
                forms[name] = Text(form, LongestDays, needed, [NoticeElements.Days]);
            }
        }

        return forms;
    }

    private static string Text(PolicyNode field, int longest, IReadOnlyList<string> needed, IReadOnlyList<string> allowed)
    {
        var text = field.Text(longest);
        var there = NoticeTexts.PlaceholdersIn(text).Distinct().ToArray();
        foreach (var missing in text.Length == 0 ? [] : needed.Except(there))
        {
            field.Problem($"must have the placeholder {{{missing}}}");
        }

        foreach (var unknown in there.Except(needed).Except(allowed))
        {
            field.Problem($"has the placeholder {{{unknown}}}, which is not known there");
        }

        if (text.Count(character => character is '{' or '}') != 2 * NoticeTexts.PlaceholdersIn(text).Count())
        {
            field.Problem("has a brace that belongs to no placeholder");
        }

        return text;
    }
}
