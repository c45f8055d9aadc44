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
    /// <summary>Who signs in, unless a test says otherwise.</summary>
    public const string Name = "Ada Staff";

    public static Task<HttpResponseMessage> SignInAsync(
        this ConsentHost host, string key, string? origin = null, string? fetchSite = null, string name = Name)
    {
        var http = host.Anybody;
        Add(http, "Origin", origin);
        Add(http, "Sec-Fetch-Site", fetchSite);
        return http.PostFormAsync("/console/sign-in", ("name", name), ("key", key));
    }

    /// <summary>The cookie of a session, as <c>name=value</c>.</summary>
    public static Task<string> SessionAsync(this ConsentHost host) => host.SessionAsync(SecretNames.ConsoleKey);

    /// <summary>The session of an auditor, who may read only.</summary>
    public static Task<string> AuditorSessionAsync(this ConsentHost host) => host.SessionAsync(SecretNames.AuditorKey);

    private static async Task<string> SessionAsync(this ConsentHost host, string secret)
    {
        var response = await host.SignInAsync(host.Secrets[secret][0]);
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

    /// <summary>Signed in by App Service Authentication, which the host must be told to trust.</summary>
    public static HttpClient Account(this ConsentHost host, string role, string id = "1")
    {
        var http = host.Anybody;
        Add(http, "X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"claims":[{"typ":"oid","val":"{{id}}"},{"typ":"roles","val":"{{role}}"}]}""")));
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
