using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Signals;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>
/// <c>"device": { "ipAddress", "userAgent" }</c>: what the sign-up flow saw of the child's browser. Only keyed hashes of it are
/// kept, to tell whether the "parent" answers from the same place.
/// </summary>
internal static class DeviceField
{
    public const string Name = "device";

    private const int MaxUserAgent = 1000;

    public static DeviceHint? Read(JsonFields fields)
    {
        if (fields.Value(Name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            fields.Add(Name, "wrongType", "Must be an object with ipAddress and userAgent.");
            return null;
        }

        var device = new JsonFields(value, "ipAddress", "userAgent");
        var (address, userAgent) = (device.Text("ipAddress"), device.Text("userAgent"));
        if (address is null && !device.HasErrorOf("ipAddress"))
        {
            device.Add("ipAddress", "required", "Give the address that the child's browser came from.");
        }
        else if (address is not null && !IPAddress.TryParse(address, out _))
        {
            device.Add("ipAddress", "invalid", "Must be an IPv4 or IPv6 address.");
        }

        if (userAgent?.Length > MaxUserAgent)
        {
            device.Add("userAgent", "tooLong", "Must be at most 1000 characters.");
        }

        foreach (var error in device.Errors)
        {
            fields.Add($"{Name}.{error.Field}", error.Code, error.Message);
        }

        return DeviceHint.Of(address, userAgent);
    }
}
