using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SignUp.Service;

namespace SignUp.Pages;

/// <summary>
/// The neutral age question: everyone gets the same one, and nothing on the page says which answer leads where.
/// </summary>
public sealed class IndexModel(ConsentService service, SignUps signUps, TimeProvider clock) : PageModel
{
    private const int OldestAge = 120;
    private readonly Dictionary<string, string> errors = [];

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    /// <summary>By the id of the field that the visitor should go to.</summary>
    public IReadOnlyDictionary<string, string> Errors => errors;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var dateOfBirth = ReadDate();
        if (dateOfBirth is null)
        {
            errors["day"] = "Enter the date on which you were born";
        }

        if (Country is null || !Countries.IsKnown(Country))
        {
            errors["country"] = "Choose the country you live in";
        }

        if (errors.Count > 0)
        {
            return Page();
        }

        var needsConsent = await service.NeedsConsentAsync(dateOfBirth!.Value, Country!, cancellationToken);
        var subjectId = $"player-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var id = signUps.Add(new PendingSignUp.AgeAnswered(subjectId, dateOfBirth.Value, Country!, needsConsent));
        return RedirectToPage("Join", new { id });
    }

    private DateOnly? ReadDate()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return DateOnly.TryParseExact(
                $"{Year?.Trim()}-{Month?.Trim()}-{Day?.Trim()}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date <= today
            && date > today.AddYears(-OldestAge)
                ? date
                : null;
    }
}
