namespace ParentalConsent.Storage.Targets;

/// <summary>One table or blob service of a client's.</summary>
internal interface ITargetService
{
    /// <exception cref="Azure.RequestFailedException">The service says no.</exception>
    Task<int> CountAsync(string container, string place, int most, CancellationToken cancellationToken);

    /// <inheritdoc cref="CountAsync"/>
    Task<int> DeleteAsync(string container, string place, int most, CancellationToken cancellationToken);
}
