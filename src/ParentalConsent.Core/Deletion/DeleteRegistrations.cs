namespace ParentalConsent.Core.Deletion;

/// <summary>Deals with lines of the deadline index.</summary>
public sealed class DeleteRegistrations
{
    public Task ExecuteAsync(DeletionMessage message, CancellationToken cancellationToken) => throw new NotImplementedException();
}
