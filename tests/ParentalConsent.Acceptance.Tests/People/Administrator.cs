using System.Net;
using System.Text.Json;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>Reads the deletion log with a script.</summary>
public sealed class Administrator(ClientApi api) : IDisposable
{
    /// <summary>The log's one entry about a registration; it fails where there is none or more than one.</summary>
    public async Task<JsonElement> EntryOfAsync(string registrationId)
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

        return Assert.Single(found);
    }

    public async Task AssertLogHoldsAsync()
    {
        var verdict = await api.GetAsync("/api/v1/deletion-log/verify");
        Assert.Equal(HttpStatusCode.OK, verdict.Status);
        Assert.True(verdict.Json.GetProperty("holds").GetBoolean(), verdict.Body);
    }

    public void Dispose() => api.Dispose();
}
