using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Deletion;

/// <summary>The last mails of the registrations of one message: as long as the mail server takes them, and for a minute at most.</summary>
internal sealed class LastMails(TellDeleted tell, TimeProvider clock)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(1);

    private readonly long began = clock.GetTimestamp();
    private bool isOver;

    public bool AreOwed(Registration registration) =>
        !isOver && clock.GetElapsedTime(began) < MostTime && TellDeleted.IsOwed(registration);

    /// <summary>No further ones.</summary>
    public void GiveUp() => isOver = true;

    public async Task SendAsync(Registration ended, CancellationToken cancellationToken) =>
        isOver = !await tell.ExecuteAsync(ended, cancellationToken);
}
