using System.Net;
using System.Text.Json;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>Reads the deletion log with a script.</summary>
public sealed class Administrator(ClientApi api) : IDisposable
{
    /// <summary>
    /// The log's entry about a registration, which follows its deletion at some distance; it fails where there is more than one.
    /// </summary>
    public async Task<JsonElement> EntryOfAsync(string registrationId) => Assert.Single(
        await Eventually.FindAsync("the log's entry", () => EntriesOfAsync(registrationId), entries => entries.Count > 0));

    public async Task AssertLogHoldsAsync()
    {
        var verdict = await api.GetAsync("/api/v1/deletion-log/verify");
        Assert.Equal(HttpStatusCode.OK, verdict.Status);
        Assert.True(verdict.Json.GetProperty("holds").GetBoolean(), verdict.Body);
    }

    public void Dispose() => api.Dispose();

    private async Task<List<JsonElement>> EntriesOfAsync(string registrationId)
    {
        var found = new List<JsonElement>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await api.GetAsync($"/api/v1/deletion-log{(cursor.Length > 0 ? $"?cursor={cursor}" : string.Empty)}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            found.AddRange(page.Json.GetProperty("entries").EnumerateArray()
                .Where(entry => entry.GetProperty("registrationId").GetString() == registrationId));
            cursor = page["cursor"];
        }

        return found;
    }
}
