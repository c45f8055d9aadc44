using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ParentalConsent.TestKit.Mailboxes;

/// <summary>Reads a mail catcher's mailbox through its HTTP API (maildev 3).</summary>
public sealed class Mailbox(Uri url) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new() { BaseAddress = url };

    /// <summary>Everything in the mailbox, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> AllAsync(CancellationToken cancellationToken = default)
    {
        var mails = await http.GetFromJsonAsync<JsonElement>("api/email?sort=asc", cancellationToken);
        return [.. mails.EnumerateArray().Select(Parse)];
    }

    public async Task<IReadOnlyList<ReceivedMail>> ForAsync(string address, CancellationToken cancellationToken = default) =>
        [.. (await AllAsync(cancellationToken)).Where(mail => mail.IsFor(address))];

    /// <summary>Waits until the mailbox holds at least <paramref name="count"/> such mails, and returns them all.</summary>
    /// <exception cref="TimeoutException">Not within two minutes; the message lists the subjects that are there.</exception>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForAsync(
        Func<ReceivedMail, bool> wanted, int count = 1, CancellationToken cancellationToken = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var all = await AllAsync(cancellationToken);
            if (all.Where(wanted).ToList() is { } found && found.Count >= count)
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException(
                    $"Waited for {count} mail(s); the mailbox holds: {string.Join("; ", all.Select(mail => mail.Subject))}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <inheritdoc cref="WaitForAsync(Func{ReceivedMail, bool}, int, CancellationToken)"/>
    public Task<IReadOnlyList<ReceivedMail>> WaitForAsync(
        string address, int count = 1, CancellationToken cancellationToken = default) =>
        WaitForAsync(mail => mail.IsFor(address), count, cancellationToken);

    /// <summary>The mail exactly as it came over SMTP, headers included.</summary>
    public Task<string> SourceAsync(string id, CancellationToken cancellationToken = default) =>
        http.GetStringAsync(new Uri($"api/email/{id}/source", UriKind.Relative), cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        using var response = await http.DeleteAsync(new Uri($"api/email/{id}", UriKind.Relative), cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    public async Task DeleteAllAsync(CancellationToken cancellationToken = default)
    {
        using var response = await http.DeleteAsync(new Uri("api/email/all", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    private static ReceivedMail Parse(JsonElement mail) => new(
        mail.GetProperty("id").GetString()!,
        Text(mail, "subject"),
        Addresses(mail, "from").FirstOrDefault(string.Empty),
        [.. Addresses(mail, "to")],
        Text(mail, "text"),
        Text(mail, "html"),
        mail.GetProperty("time").GetDateTimeOffset(),
        mail.GetProperty("headers").EnumerateObject().ToDictionary(
            header => header.Name,
            header => header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText(),
            StringComparer.OrdinalIgnoreCase));

    private static string Text(JsonElement mail, string name) =>
        mail.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;

    private static IEnumerable<string> Addresses(JsonElement mail, string name) =>
        mail.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(entry => Text(entry, "address"))
            : [];
}
