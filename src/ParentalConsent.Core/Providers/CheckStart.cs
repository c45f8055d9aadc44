namespace ParentalConsent.Core.Providers;

/// <summary>How a check goes on.</summary>
public abstract record CheckStart
{
    private CheckStart()
    {
    }

    /// <summary>The guardian goes there. The address holds our reference, and nothing about anyone.</summary>
    public sealed record AtAddress(Uri Address) : CheckStart;

    /// <summary>The provider has mailed the guardian.</summary>
    public sealed record ByMail : CheckStart;

    /// <summary>The provider does not answer, or refuses. Trying again later is safe.</summary>
    /// <param name="Reason">A word or a status for the log; nothing that the provider said.</param>
    public sealed record NotNow(string Reason) : CheckStart;
}
