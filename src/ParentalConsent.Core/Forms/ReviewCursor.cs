using System.Globalization;

namespace ParentalConsent.Core.Forms;

/// <summary>Where a page of the list of forms begins: after the form that was received then, of that registration.</summary>
public sealed record ReviewCursor(DateTimeOffset ReceivedAt, string RegistrationId) : IComparable<ReviewCursor>
{
    public static ReviewCursor Of(FormWaiting form) => new(form.ReceivedAt, form.Line.RegistrationId);

    /// <returns>Null where the text is none.</returns>
    public static ReviewCursor? Parse(string? text) =>
        text?.Split('-') is [var time, { Length: > 0 } registrationId]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new ReviewCursor(new DateTimeOffset(ticks, TimeSpan.Zero), registrationId)
            : null;

    public int CompareTo(ReviewCursor? other) => other is null
        ? 1
        : ReceivedAt.CompareTo(other.ReceivedAt) is not 0 and var byTime
            ? byTime
            : string.CompareOrdinal(RegistrationId, other.RegistrationId);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.UtcTicks}-{RegistrationId}");
}
