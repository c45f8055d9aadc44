namespace ParentalConsent.Core.Guardians;

/// <summary>What is remembered of one address, known by its keyed hash: what it was sent lately, and who may not mail it.</summary>
public sealed record Guardian
{
    /// <summary>How long it is remembered that an address was asked.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>Asking mails to one address, for all clients together.</summary>
    public const int MailsPerDay = 5;

    /// <inheritdoc cref="MailsPerDay"/>
    public const int MailsPerMonth = 20;

    /// <summary>Keeps the row small; more than what any limit looks at.</summary>
    private const int MostRemembered = 60;

    /// <summary>Of children that wait, or that a sibling's mail asked about.</summary>
    private const int MostWaiting = 30;

    /// <summary>Keyed hash of the address, 32 hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Clients about which this address is not asked: somebody there said "not my child".</summary>
    public IReadOnlyList<string> Suppressed { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AskingMail> Asked { get; init; } = [];

    /// <summary>From here counts how long <see cref="Asked"/> is kept; null where there is nothing but suppression.</summary>
    public DateTimeOffset? TouchedAt { get; init; }

    /// <summary>From when on the address may get one more asking mail; null for now.</summary>
    /// <param name="day">How long a day lasts for the client that asks.</param>
    public DateTimeOffset? FullUntil(DateTimeOffset now, TimeSpan day)
    {
        var mails = Asked.Where(IsSent).Select(mail => mail.At).OrderDescending().ToArray();
        DateTimeOffset?[] ends = [End(MailsPerDay, day), End(MailsPerMonth, day * Memory.TotalDays)];
        return ends.Max();

        DateTimeOffset? End(int limit, TimeSpan window) =>
            mails.Length >= limit && mails[limit - 1] + window > now ? mails[limit - 1] + window : null;
    }

    /// <summary>The same, remembering these; what they take the place of, and what is too old, is left out.</summary>
    /// <remarks>Mails that were sent and what else is noted are bounded each by itself: who waits cannot push out what the limits count.</remarks>
    public Guardian Remember(IReadOnlyCollection<AskingMail> mails, DateTimeOffset now)
    {
        var all = Asked
            .Where(old => old.At > now - Memory)
            .Where(old => old.By is not null || !mails.Any(mail => mail.RegistrationId == old.RegistrationId))
            .Concat(mails)
            .ToArray();
        var kept = all.Where(IsSent).TakeLast(MostRemembered)
            .Concat(all.Where(mail => !IsSent(mail)).TakeLast(MostWaiting))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return this with { Asked = [.. all.Where(kept.Contains)], TouchedAt = now };
    }

    private static bool IsSent(AskingMail mail) => mail.By == mail.RegistrationId;

    public Guardian Suppress(string clientId)
    {
        var left = Asked.Where(mail => mail.ClientId != clientId).ToArray();
        return this with
        {
            Suppressed = [.. Suppressed.Append(clientId).Distinct()],
            Asked = left,
            TouchedAt = left.Length == 0 ? null : TouchedAt,
        };
    }

    public Guardian Lift(string clientId, DateTimeOffset now) =>
        this with { Suppressed = [.. Suppressed.Where(id => id != clientId)], TouchedAt = now };
}
