namespace ParentalConsent.Core.Notices;

/// <summary>A line of a notice.</summary>
/// <param name="Shown">The part of it that leads to <paramref name="Address"/>; null where nothing does.</param>
public sealed record NoticeLine(string Text, string? Shown = null, Uri? Address = null)
{
    public string BeforeShown => Shown is null ? Text : Text[..Text.IndexOf(Shown, StringComparison.Ordinal)];

    public string AfterShown => Shown is null ? "" : Text[(Text.IndexOf(Shown, StringComparison.Ordinal) + Shown.Length)..];
}
