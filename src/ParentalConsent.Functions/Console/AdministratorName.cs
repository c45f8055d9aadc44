using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Functions.Console;

/// <summary>Who an administrator is: as their organisation signed them in, or as they say themselves where they share the console key.</summary>
public static class AdministratorName
{
    public const string Field = "administrator";

    private const int MaximumLength = 100;

    /// <returns>The name, or what is wrong.</returns>
    public static (string? Name, IReadOnlyList<string> Problems) Read(string? principal, Form form)
    {
        var typed = form.Value(Field)?.Trim() ?? "";
        return (principal, typed) switch
        {
            ({ } signedIn, _) => (signedIn, []),
            (_, { Length: > 1 and <= MaximumLength }) when !ShownName.HasHiddenCharacters(typed) => (typed, []),
            _ => (null, ["Enter your name."]),
        };
    }
}
