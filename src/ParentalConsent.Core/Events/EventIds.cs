using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Events;

public static class EventIds
{
    /// <summary><c>evt_</c> and 32 hex digits: equal in every run of a worker, so that an event is in the feed once. No dot, which signatures part by.</summary>
    /// <param name="reminder">See <see cref="ClientEvent.Reminder"/>.</param>
    public static string For(string registrationId, string attempt, EventType type, int? reminder = null)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"event/{registrationId}/{attempt}/{type.Word()}{(reminder is null ? "" : "/reminder-")}{reminder}");
        return $"evt_{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..32]}";
    }
}
