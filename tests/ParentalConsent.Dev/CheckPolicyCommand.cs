using ParentalConsent.Dev.Show;
using ParentalConsent.Functions.Policies;
using ParentalConsent.TestKit;

namespace ParentalConsent.Dev;

/// <summary>Says everything that is wrong in a folder of policy files, as the app would when it starts.</summary>
internal static class CheckPolicyCommand
{
    /// <param name="folder">Null for the one that the app ships with.</param>
    /// <returns>1 where anything is wrong.</returns>
    public static int Run(Terminal terminal, string? folder)
    {
        folder ??= Path.Combine(Checkout.Root, "src", "ParentalConsent.Functions", "Policy");
        if (!Directory.Exists(folder))
        {
            terminal.Failure($"There is no folder {folder}");
            return 1;
        }

        var (policies, problems) = PolicyFiles.Read(folder);
        foreach (var problem in problems)
        {
            terminal.Failure(problem);
        }

        if (problems.Count > 0)
        {
            terminal.Line($"{problems.Count} to correct in {folder}");
            return 1;
        }

        var versions = policies.Notices.Versions;
        terminal.Success(
            $"{policies.Clients.Count} clients, {policies.Purposes.Count} purposes, {policies.Countries.Count} countries, "
            + $"{versions.Count} versions of the notice, the newest of {versions.Last()} in {policies.Notices.LanguagesOf(versions.Last()).Count} languages, "
            + $"{policies.DisposableDomains.Count} disposable domains: nothing to correct in {folder}");
        return 0;
    }
}
