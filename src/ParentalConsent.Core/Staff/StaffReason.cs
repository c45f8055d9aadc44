namespace ParentalConsent.Core.Staff;

/// <summary>Why a member of staff does something, in their words. It stands in the deletion log, which forgets nothing: it must be about nobody.</summary>
public static class StaffReason
{
    public const int Minimum = 10;

    public const int Maximum = 500;

    /// <summary>On one line: line breaks and the like are spaces. Null where it is too short, too long, or has what no reason needs.</summary>
    public static string? Read(string? typed)
    {
        var text = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is >= Minimum and <= Maximum && !text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)) && !text.Contains('@') ? text : null;
    }
}
