using System.Net;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Console;

/// <summary>Uses the console as an administrator's browser would.</summary>
internal static class Administrator
{
    public static Task<HttpResponseMessage> SignInAsync(this ConsentHost host, string key, string? origin = null, string? fetchSite = null)
    {
        var http = host.Anybody;
        Add(http, "Origin", origin);
        Add(http, "Sec-Fetch-Site", fetchSite);
        return http.PostFormAsync("/console/sign-in", ("key", key));
    }

    /// <summary>The cookie of a session, as <c>name=value</c>.</summary>
    public static async Task<string> SessionAsync(this ConsentHost host)
    {
        var response = await host.SignInAsync(host.Secrets[SecretNames.ConsoleKey][0]);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return SetCookie(response).Split(';')[0];
    }

    public static string SetCookie(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single();

    public static HttpClient With(this ConsentHost host, string cookie)
    {
        var http = host.Anybody;
        Add(http, "Cookie", cookie);
        return http;
    }

    public static LogRecord Deletion(int number, DeletionReason reason = DeletionReason.Expired, string client = "sample")
    {
        const string RegistrationId = "00112233445566778899aabbccddeeff";
        var deletionId = DeletionIds.For(RegistrationId, $"{number:x16}");
        var collected = new DateTimeOffset(2030, 4, 1, 0, 0, 0, TimeSpan.Zero);
        return new LogRecord
        {
            Kind = LogKind.Deletion,
            Key = deletionId,
            DeletionId = deletionId,
            RegistrationId = RegistrationId,
            ClientId = client,
            Reason = reason,
            CollectedAt = collected,
            Deadline = collected.AddDays(14),
            DecidedAt = null,
            DeletedAt = collected.AddDays(14).AddSeconds(30).AddHours(number),
        };
    }

    private static void Add(HttpClient http, string name, string? value)
    {
        if (value is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }
}
