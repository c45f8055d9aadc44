using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SignUp.Service;

namespace SignUp.Pages;

/// <summary>Asks the service each time it is shown, and says what has become of the sign-up.</summary>
public sealed class WaitingModel(ConsentService service, SignUps signUps) : PageModel
{
    private static readonly string[] Choices = ["newsletter", "leaderboard"];
    private readonly Dictionary<string, string> errors = [];

    [BindProperty]
    public string? ParentEmail { get; set; }

    /// <inheritdoc cref="IndexModel.Errors"/>
    public IReadOnlyDictionary<string, string> Errors => errors;

    /// <summary>What became of the messages to the parent; null once nobody is asked any more.</summary>
    public MailStatus? Mail { get; private set; }

    /// <summary>What became of the form that was sent last; null where none was.</summary>
    public string? Note { get; private set; }

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

    public async Task<IActionResult> OnGetAsync(string id, string? reload, string? said, CancellationToken cancellationToken)
    {
        Id = id;
        ReloadsItself = reload != "off";
        Note = said switch
        {
            "corrected" => "We are writing to the new address. The message to the old one does not work any more.",
            nameof(ReachResult.Asked) => "We are sending the message again.",
            nameof(ReachResult.TooSoon) => "The last message is only minutes old. Give it a little time, and look into the spam folder.",
            nameof(ReachResult.NoMore) => "We cannot do that any more for this sign-up. You can stop it and start again.",
            nameof(ReachResult.NotPossible) => "That is not possible now.",
            _ => null,
        };
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

    public async Task<IActionResult> OnPostResendAsync(string id, CancellationToken cancellationToken) => RedirectToPage(new
    {
        id,
        said = signUps.TryGet(id, out var signUp) && signUp is PendingSignUp.ParentAsked asked
            ? (ReachResult?)await service.ResendAsync(asked.RegistrationId, cancellationToken)
            : null,
    });

    /// <summary>There was a slip in the address: the parent is asked at the right one.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(string id, CancellationToken cancellationToken)
    {
        if (!signUps.TryGet(id, out var signUp) || signUp is not PendingSignUp.ParentAsked asked)
        {
            return RedirectToPage(new { id });
        }

        var result = string.IsNullOrWhiteSpace(ParentEmail)
            ? ReachResult.Invalid
            : await service.CorrectAddressAsync(asked.RegistrationId, ParentEmail.Trim(), cancellationToken);
        if (result is not ReachResult.Invalid)
        {
            return RedirectToPage(new { id, said = result is ReachResult.Asked ? "corrected" : result.ToString() });
        }

        Id = id;
        errors["parent-email"] = "Check your parent’s e-mail address, for example for a missing @";
        await LookAsync(asked, cancellationToken);
        return Page();
    }

    private async Task LookAsync(PendingSignUp.ParentAsked asked, CancellationToken cancellationToken)
    {
        var status = await service.FindAsync(asked.RegistrationId, cancellationToken);
        Outcome = Outcome.Of(status?.Result, status?.Mail?.State);
        Mail = Outcome.IsFinal ? null : status?.Mail;
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
