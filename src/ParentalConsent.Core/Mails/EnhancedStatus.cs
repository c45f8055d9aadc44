using System.Globalization;
using System.Text.RegularExpressions;

namespace ParentalConsent.Core.Mails;

/// <summary>An enhanced mail system status code (RFC 3463).</summary>
public sealed partial record EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>The first one in a text; null where there is none.</summary>
    public static EnhancedStatus? In(string text) => Code().Match(text) is { Success: true } match
        ? new EnhancedStatus(Number(match, "class"), Number(match, "subject"), Number(match, "detail"))
        : null;

    /// <summary>
    /// Whether it says that no mail can be delivered to this recipient, now or later. Not where a mailbox is full, which may be emptied,
    /// nor where sender or policy are the matter, which may be put right. Null where the code leaves it open.
    /// </summary>
    public bool? IsAboutRecipient => (Class, Subject, Detail) switch
    {
        (not 5, _, _) => false,
        (_, 1, 7 or 8 or 9) => false,
        (_, 2, 2) => false,
        (_, 1 or 2, _) => true,
        (_, 7, _) => false,
        _ => null,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d.])(?<class>[245])\.(?<subject>[0-9]{1,3})\.(?<detail>[0-9]{1,3})(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
