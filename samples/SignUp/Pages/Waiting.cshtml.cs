using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SignUp.Service;

namespace SignUp.Pages;

/// <summary>Asks the service each time it is shown, and says what has become of the sign-up.</summary>
public sealed class WaitingModel(ConsentService service, SignUps signUps) : PageModel
{
    private static readonly string[] Choices = ["newsletter", "leaderboard"];

    public string Id { get; private set; } = string.Empty;

    public Outcome Outcome { get; private set; } = Outcome.Of(null);

    public DateTimeOffset? Deadline { get; private set; }

    public IReadOnlyDictionary<string, bool> Allowed { get; private set; } = new Dictionary<string, bool>();

    /// <summary>Without JavaScript the page reloads itself, unless the visitor has turned that off.</summary>
    public bool ReloadsItself { get; private set; }

    public static string Describe(string purpose) => purpose switch
    {
        "newsletter" => "to the newsletter",
        "leaderboard" => "to your own leaderboard",
        _ => purpose,
    };

    public async Task<IActionResult> OnGetAsync(string id, string? reload, CancellationToken cancellationToken)
    {
        Id = id;
        ReloadsItself = reload != "off";
        switch (signUps.TryGet(id, out var signUp) ? signUp : null)
        {
            case PendingSignUp.Done done:
                Outcome = Outcome.Welcome(done.Nickname);
                return Page();
            case PendingSignUp.ParentAsked asked:
                await LookAsync(asked, cancellationToken);
                return Page();
            case PendingSignUp.AgeAnswered:
                return RedirectToPage("Join", new { id });
            default:
                return RedirectToPage("Index");
        }
    }

    public async Task<IActionResult> OnPostCancelAsync(string id, CancellationToken cancellationToken)
    {
        if (signUps.TryGet(id, out var signUp) && signUp is PendingSignUp.ParentAsked asked)
        {
            await service.CancelAsync(asked.RegistrationId, cancellationToken);
        }

        return RedirectToPage(new { id });
    }

    private async Task LookAsync(PendingSignUp.ParentAsked asked, CancellationToken cancellationToken)
    {
        var status = await service.FindAsync(asked.RegistrationId, cancellationToken);
        Outcome = Outcome.Of(status?.Result);
        Deadline = Outcome.IsFinal ? null : status?.Deadline;
        if (status?.State == "granted"
            && await service.CollectDataAsync(asked.RegistrationId, cancellationToken) is { } data)
        {
            Outcome = Outcome.Welcome(data.Nickname);
            Allowed = await DecidedAsync(asked.SubjectId, cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string, bool>> DecidedAsync(string subjectId, CancellationToken cancellationToken)
    {
        var decided = new Dictionary<string, bool>();
        foreach (var purpose in Choices)
        {
            decided[purpose] = await service.IsAllowedAsync(subjectId, purpose, cancellationToken);
        }

        return decided;
    }
}
