using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>Decides as the guardian of a registration would.</summary>
public static class Guardian
{
    public static async Task DecideAsync(this ConsentHost host, string registrationId, ConsentDecision decision, params string[] purposes)
    {
        var registration = host.Find(registrationId);
        var kind = decision is ConsentDecision.Withdraw ? LinkKind.Manage : LinkKind.Decide;
        var token = await host.Services.GetRequiredService<LinkTokens>().SignAsync(
            new Link(kind, registration.Id, registration.Attempt, registration.Deadline), CancellationToken.None);
        var result = await host.Services.GetRequiredService<RecordDecision>().ExecuteAsync(
            new RecordDecisionCommand(token, decision, purposes, "Marked Guardian", "Mother"), CancellationToken.None);
        Assert.IsType<RecordDecisionResult.Recorded>(result);
    }

    public static Registration Find(this ConsentHost host, string registrationId) =>
        host.Store.Registrations.Single(registration => registration.Id == registrationId);
}
