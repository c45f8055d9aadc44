using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Mails;

/// <summary>The mail server's password, read again every ten minutes and whenever the server did not take it.</summary>
public sealed class SmtpPassword(ISecretSource secrets, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private volatile Known? known;

    /// <exception cref="InvalidSecretException">There is none.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known is { } last && now - last.ReadAt < Lifetime)
        {
            return last.Password;
        }

        var versions = await secrets.ReadAsync(SecretNames.SmtpPassword, cancellationToken);
        var password = versions.Count > 0
            ? versions[0]
            : throw new InvalidSecretException(SecretNames.SmtpPassword, "is missing");
        known = new Known(password, now);
        return password;
    }

    public void Forget() => known = null;

    private sealed record Known(string Password, DateTimeOffset ReadAt);
}
