using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Events;

/// <summary>
/// A subject whose client is told when they come of age. The day is sealed with the registration; here is its month alone. As
/// text, and in the row's key, it is <c>yyyyMM-registrationId-attempt</c>.
/// </summary>
/// <param name="Month">In which they come of age, or are looked at again; <c>yyyyMM</c> in UTC, so that as text months sort by time.</param>
public sealed record ComingOfAge(string ClientId, string RegistrationId, string Attempt, string Month)
{
    public static string MonthOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static string MonthAfter(DateTimeOffset moment) => MonthOf(moment.UtcDateTime.AddMonths(1));

    /// <returns>Null where it is not known when they come of age.</returns>
    public static ComingOfAge? Of(Registration registration) => registration.Details?.OfAgeAt is { } at
        ? new ComingOfAge(registration.ClientId, registration.Id, registration.Attempt, MonthOf(at))
        : null;

    public override string ToString() => $"{Month}-{RegistrationId}-{Attempt}";

    public static bool TryParse(string clientId, string? text, [NotNullWhen(true)] out ComingOfAge? coming)
    {
        coming = text?.Split('-') is [{ Length: 6 } month, { Length: > 0 } id, { Length: > 0 } attempt] && month.All(char.IsAsciiDigit)
            ? new ComingOfAge(clientId, id, attempt, month)
            : null;
        return coming is not null;
    }
}
