using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>
/// Removes pictures that no registration needs, where the message that should have done so was given up on. Looks at one part in 251 of the
/// list, by the clock: one call, one more for each form in it that has waited for a day, and what removing takes.
/// </summary>
public sealed partial class RemoveForgottenForms(IRegistrationStore store, IFormStore forms, ILogger<RemoveForgottenForms> logger)
{
    /// <summary>Of one run: so many that it does not hold up the sweep.</summary>
    private const int MostRemoved = 100;

    /// <summary>Those that rightly wait are looked at, too, and come again in each run.</summary>
    private const int MostRead = 1000;

    /// <summary>
    /// By then a picture is named by its registration, or never will be: an upload is over in minutes. And what messages remove is gone.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public async Task ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var form in await forms.ReadWaitingAsync(HashSlice.At(now), now - Grace, MostRead, cancellationToken))
        {
            var registration = (await store.FindAsync(form.Line.RegistrationId, cancellationToken))?.Registration;
            if (registration?.AwaitingReview()?.FormLine != form.Line)
            {
                await forms.RemoveAsync(form.Line, cancellationToken);
                Log.Removed(logger, form.Line.RegistrationId);
                if (++removed == MostRemoved)
                {
                    return;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Removed a form of {RegistrationId} that had been forgotten", EventName = "ForgottenFormRemoved")]
        public static partial void Removed(ILogger logger, string registrationId);
    }
}
