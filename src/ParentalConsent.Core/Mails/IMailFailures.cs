namespace ParentalConsent.Core.Mails;

/// <summary>Mails that did not go out, kept 30 days for the console.</summary>
public interface IMailFailures
{
    /// <summary>One call; a later failure of the same mail on the same day takes the place of the earlier.</summary>
    Task AddAsync(MailFailure failure, CancellationToken cancellationToken);

    /// <summary>Failures since <paramref name="from"/>, newest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<MailFailure>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken);

    /// <summary>Removes failures from before <paramref name="before"/>.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
