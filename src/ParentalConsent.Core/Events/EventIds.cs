using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Events;

public static class EventIds
{
    /// <summary><c>evt_</c> and 32 hex digits: equal in every run of a worker, so that an event is in the feed once. No dot, which signatures part by.</summary>
    /// <param name="mark">Of an event that an attempt can have several of; else null.</param>
    public static string For(string registrationId, string attempt, EventType type, string? mark = null)
    {
        var name = $"event/{registrationId}/{attempt}/{type.Word()}{(mark is null ? "" : $"/{mark}")}";
        return $"evt_{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..32]}";
    }
}
