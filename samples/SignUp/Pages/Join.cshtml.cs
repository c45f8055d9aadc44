using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SignUp.Service;

namespace SignUp.Pages;

/// <summary>The second step: a nickname, and a parent's address from those who need a parent.</summary>
public sealed class JoinModel(ConsentService service, SignUps signUps) : PageModel
{
    private const int LongestNickname = 20;
    private static readonly string[] Purposes = ["account", "newsletter", "leaderboard"];
    private readonly Dictionary<string, string> errors = [];

    [BindProperty]
    public string? Nickname { get; set; }

    [BindProperty]
    public string? ParentEmail { get; set; }

    public bool NeedsConsent { get; private set; }

    /// <inheritdoc cref="IndexModel.Errors"/>
    public IReadOnlyDictionary<string, string> Errors => errors;

    public IActionResult OnGet(string id) => Resume(id, out _) as IActionResult ?? Page();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (Resume(id, out var signUp) is { } elsewhere)
        {
            return elsewhere;
        }

        Check();
        if (errors.Count == 0)
        {
            await JoinAsync(id, signUp!, cancellationToken);
        }

        return errors.Count == 0 ? RedirectToPage("Waiting", new { id }) : Page();
    }

    private RedirectToPageResult? Resume(string id, out PendingSignUp.AgeAnswered? answered)
    {
        answered = null;
        if (!signUps.TryGet(id, out var signUp))
        {
            return RedirectToPage("Index");
        }

        answered = signUp as PendingSignUp.AgeAnswered;
        NeedsConsent = answered?.NeedsConsent ?? false;
        return answered is null ? RedirectToPage("Waiting", new { id }) : null;
    }

    private void Check()
    {
        Nickname = Nickname?.Trim();
        if (Nickname is not { Length: > 0 and <= LongestNickname } || !Nickname.All(char.IsLetterOrDigit))
        {
            errors["nickname"] = "Choose a nickname of up to 20 letters or numbers";
        }

        if (NeedsConsent && string.IsNullOrWhiteSpace(ParentEmail))
        {
            errors["parent-email"] = "Enter your parent’s e-mail address";
        }
    }

    private async Task JoinAsync(string id, PendingSignUp.AgeAnswered signUp, CancellationToken cancellationToken)
    {
        if (!NeedsConsent)
        {
            signUps.Set(id, new PendingSignUp.Done(Nickname!));
            return;
        }

        var result = await service.RegisterAsync(
            new RegistrationRequest(
                signUp.SubjectId,
                signUp.DateOfBirth,
                signUp.Country,
                "en",
                ParentEmail!.Trim(),
                Nickname!,
                Purposes,
                new HeldData(Nickname!),
                ChildsDevice.Of(HttpContext)),
            cancellationToken);
        switch (result)
        {
            case RegistrationResult.Pending pending:
                signUps.Set(id, new PendingSignUp.ParentAsked(signUp.SubjectId, pending.RegistrationId));
                break;
            case RegistrationResult.NotRequired:
                signUps.Set(id, new PendingSignUp.Done(Nickname!));
                break;
            case RegistrationResult.OtherParentAsked:
                errors["parent-email"] = "We have already written to another address. Enter that one; you can change it on the next page";
                break;
            case RegistrationResult.Invalid invalid:
                Explain(invalid);
                break;
        }
    }

    private void Explain(RegistrationResult.Invalid invalid)
    {
        if (invalid.Fields.Contains("childName"))
        {
            errors["nickname"] = "Choose another nickname";
        }

        if (invalid.Fields.Contains("parentEmail") || errors.Count == 0)
        {
            errors["parent-email"] = "Check your parent’s e-mail address, for example for a missing @";
        }
    }
}
