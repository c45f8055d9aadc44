using System.Globalization;

namespace ParentalConsent.Core.Forms;

/// <summary>Where a page of the list of forms begins: after the form that was received then, of that registration.</summary>
public sealed record ReviewCursor(DateTimeOffset ReceivedAt, string RegistrationId)
{
    public static ReviewCursor Of(FormWaiting form) => new(form.ReceivedAt, form.Line.RegistrationId);

    /// <returns>Null where the text is none.</returns>
    public static ReviewCursor? Parse(string? text) =>
        text?.Split('-') is [var time, { Length: > 0 } registrationId]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new ReviewCursor(new DateTimeOffset(ticks, TimeSpan.Zero), registrationId)
            : null;

    /// <summary>Whether a form comes later in the list: by the time it was received, then by registration.</summary>
    public bool IsBefore(FormWaiting form) =>
        ReceivedAt.CompareTo(form.ReceivedAt) is not 0 and var byTime
            ? byTime < 0
            : string.CompareOrdinal(RegistrationId, form.Line.RegistrationId) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.UtcTicks}-{RegistrationId}");
}
