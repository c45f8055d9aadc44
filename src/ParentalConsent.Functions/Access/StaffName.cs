using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Functions.Access;

/// <summary>The name that somebody who shares a key gives at their sign-in.</summary>
public static class StaffName
{
    public const int MaximumLength = 100;

    /// <returns>Null where it is no name: 2 to 100 characters, all of them visible.</returns>
    public static string? Read(string? typed) =>
        typed?.Trim() is { Length: > 1 and <= MaximumLength } name && !ShownName.HasHiddenCharacters(name) ? name : null;
}
