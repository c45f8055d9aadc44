using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A client that is down for a day of its test clock, and a guardian who trusts nobody's word for the deletion.</summary>
[Collection(InstanceGroup.Name)]
public sealed class DownForADayTests(Instance instance)
{
    [OwnInstanceFact]
    public async Task TheClientCatchesUpByTheFeed_Acknowledges_AndTheGuardiansCertificateHoldsOffline()
    {
        var signUp = instance.Own.AcknowledgingSignUp;
        var asked = await signUp.AskAsync(Minor.Someone("Mina"));
        var read = await Eventually.FindAsync(
            "the first event", () => signUp.Api.GetAsync("/api/v1/events?limit=500"), answer => answer.Body.Contains(asked.RegistrationId, StringComparison.Ordinal));
        var cursor = read.Json.GetProperty("next").GetString()!;

        // From here on it is down.
        using var parent = new ParentPages(instance.Own.Run.BaseUrl);
        await parent.DecideAsync(asked.Token, "refuse");
        await Eventually.FindAsync("the deletion", () => signUp.ReadAsync(asked.RegistrationId), answer => answer["state"] == "deleted");

        // Nobody listens at its webhook; that it is reminded shows that a day went by.
        var missed = await Eventually.FindAsync("a reminder", () => EventsAsync(signUp, asked, cursor), events => events.Exists(IsReminder));
        Assert.Equal(
            ["consent.refused", "deletion.requested", "deletion.requested"], missed.Take(3).Select(told => told.GetProperty("type").GetString()));
        var deletionId = missed[1].GetProperty("data").GetProperty("deletionId").GetString()!;
        var before = await CertificateAsync(signUp, deletionId, complete: false);
        Assert.Contains("clientSystems: NOT DONE", await VerifyAsync(before, await KeysAsync(signUp), exitCode: 0), StringComparison.Ordinal);

        var acknowledged = await signUp.Api.PostAsync($"/api/v1/deletions/{deletionId}/acknowledgements", new { systems = new[] { "crm" } });
        Assert.Equal(HttpStatusCode.Accepted, acknowledged.Status);
        await Eventually.FindAsync(
            "its completion", () => signUp.Api.GetAsync($"/api/v1/deletions/{deletionId}"), answer => answer["state"] == "completed");
        await Eventually.FindAsync(
            "the last event", () => EventsAsync(signUp, asked, cursor), events => events[^1].GetProperty("type").GetString() == "deletion.completed");

        // The guardian has the address from the last mail, and needs nothing of ours but the keys.
        Assert.Contains($"/certificates/{deletionId}", (await signUp.MailAsync(asked.Child, "", mails: 2)).Text, StringComparison.Ordinal);
        var keys = await KeysAsync(signUp);
        var certificate = await CertificateAsync(signUp, deletionId, complete: true);
        var output = await VerifyAsync(certificate, keys, exitCode: 0);
        Assert.Contains("complete: every step of the deletion was done", output, StringComparison.Ordinal);
        Assert.Contains("stepsProven", output, StringComparison.Ordinal);
        Assert.DoesNotContain("open:", output, StringComparison.Ordinal);
        Assert.Contains("clientSystems: done at", output, StringComparison.Ordinal);
        var parts = certificate.Split('.');
        await VerifyAsync($"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}", keys, exitCode: 1);
    }

    private static bool IsProven(JsonElement step) => step.TryGetProperty("log", out var log) && log.TryGetProperty("checkpoint", out _);

    private static bool IsReminder(JsonElement told) => told.GetProperty("data").TryGetProperty("reminder", out _);

    private static async Task<List<JsonElement>> EventsAsync(SignUpFlow signUp, Asked asked, string cursor) =>
        [.. (await signUp.Api.GetAsync($"/api/v1/events?limit=500&after={cursor}")).Json.GetProperty("events").EnumerateArray()
            .Where(told => told.GetProperty("data").GetProperty("registrationId").GetString() == asked.RegistrationId)];

    private static async Task<string> KeysAsync(SignUpFlow signUp) => (await signUp.Api.GetAsync("/.well-known/jwks.json")).Body;

    /// <summary>Its proof is there once the log is signed again.</summary>
    private static async Task<string> CertificateAsync(SignUpFlow signUp, string deletionId, bool complete)
    {
        await Eventually.FindAsync(
            "the certificate",
            () => signUp.Api.GetAsync($"/certificates/{deletionId}?format=json"),
            answer => answer.Body.Contains("\"checkpoint\":", StringComparison.Ordinal) && answer.Json.GetProperty("complete").GetBoolean() == complete
                && (!complete || answer.Json.GetProperty("steps").EnumerateArray().Skip(2).All(IsProven)));
        return (await signUp.Api.GetAsync($"/certificates/{deletionId}?format=jws")).Body;
    }

    /// <summary>As <c>./dev verify-certificate</c> does, without building it first.</summary>
    private static async Task<string> VerifyAsync(string certificate, string keys, int exitCode)
    {
        var folder = Checkout.NewWorkFolder("certificate");
        var (file, trusted) = (Path.Combine(folder, "certificate.jws"), Path.Combine(folder, "jwks.json"));
        await File.WriteAllTextAsync(file, certificate);
        await File.WriteAllTextAsync(trusted, keys);
        var program = Path.Combine(Checkout.Root, "tests", "ParentalConsent.Dev", "bin", "Debug", "net10.0", "ParentalConsent.Dev.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "verify-certificate", file, "--keys", trusted]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }
}
