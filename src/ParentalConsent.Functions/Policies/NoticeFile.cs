using System.Globalization;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>{ "version": "yyyy-MM-dd" }</c>: the direct notice in force.</summary>
internal static class NoticeFile
{
    public static string Read(PolicyNode? file)
    {
        if (file?.IsObjectOf("version") is not true || file.Field("version") is not { } field)
        {
            return "";
        }

        var version = field.Text(10);
        if (version.Length > 0 && !DateOnly.TryParseExact(version, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            field.Problem("must be a date, as in 2026-01-31");
        }

        return version;
    }
}
