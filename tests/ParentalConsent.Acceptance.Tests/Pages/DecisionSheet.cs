using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ParentalConsent.Acceptance.Tests.Pages;

/// <summary>The form of the decision, found as people find it: by what its parts are called.</summary>
public sealed partial class DecisionSheet(IPage page)
{
    public ILocator News => page.GetByRole(AriaRole.Checkbox, new() { Name = "News about the game" });

    public ILocator Leaderboard => page.GetByRole(AriaRole.Checkbox, new() { Name = "A place on the child's own leaderboard" });

    public ILocator Yes => page.GetByRole(AriaRole.Radio, new() { NameRegex = StartsWithYes() });

    public ILocator No => page.GetByRole(AriaRole.Radio, new() { NameRegex = StartsWithNo() });

    public ILocator NotMyChild => page.GetByRole(AriaRole.Radio, new() { NameRegex = SaysNotMine() });

    public ILocator Name => page.GetByLabel("Your name");

    public ILocator Relationship => page.GetByLabel("How you are related to the child");

    public ILocator Attestation => page.GetByRole(AriaRole.Checkbox, new() { NameRegex = SaysGuardian() });

    public ILocator Send => page.GetByRole(AriaRole.Button, new() { Name = "Send my decision" });

    public ILocator Withdraw => page.GetByRole(AriaRole.Button, new() { Name = "Withdraw my consent" });

    public ILocator Erase => page.GetByRole(AriaRole.Button, new() { Name = "Have my child’s data deleted" });

    /// <summary>Everything that yes and no need, besides the answer itself.</summary>
    public async Task SignAsync(string name = "Robin Example", string relationship = "mother")
    {
        await Name.FillAsync(name);
        await Relationship.FillAsync(relationship);
        await TickAsync(Attestation);
    }

    /// <summary>To what is integral alone.</summary>
    public async Task SayYesAsync()
    {
        await TickAsync(Yes);
        await SignAsync();
        await Send.ClickAsync();
    }

    /// <summary>Taps on a box or button where it is: its label lies over it, so that all of the card can be tapped.</summary>
    public static Task TickAsync(ILocator choice) => choice.CheckAsync(new LocatorCheckOptions { Force = true });

    [GeneratedRegex("^Yes, ")]
    private static partial Regex StartsWithYes();

    [GeneratedRegex("^No, ")]
    private static partial Regex StartsWithNo();

    [GeneratedRegex("^This is not my child")]
    private static partial Regex SaysNotMine();

    [GeneratedRegex("I am a parent or legal guardian")]
    private static partial Regex SaysGuardian();
}
