using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SignUp;

/// <summary>
/// The sign-ups under way, by the hard-to-guess id in the visitor's address bar. In memory, because this
/// is a sample; a real site has them in its database.
/// </summary>
public sealed class SignUps(TimeProvider clock)
{
    private static readonly TimeSpan UnfinishedIsKept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public string Add(PendingSignUp signUp)
    {
        DropAbandoned();
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        entries[id] = new Entry(signUp, clock.GetUtcNow());
        return id;
    }

    public bool TryGet(string id, [NotNullWhen(true)] out PendingSignUp? signUp)
    {
        signUp = entries.GetValueOrDefault(id)?.SignUp;
        return signUp is not null;
    }

    public void Set(string id, PendingSignUp signUp) => entries[id] = new Entry(signUp, clock.GetUtcNow());

    private void DropAbandoned()
    {
        var limit = clock.GetUtcNow() - UnfinishedIsKept;
        foreach (var (id, entry) in entries)
        {
            if (entry.SignUp is PendingSignUp.AgeAnswered && entry.At < limit)
            {
                entries.TryRemove(id, out _);
            }
        }
    }

    private sealed record Entry(PendingSignUp SignUp, DateTimeOffset At);
}
