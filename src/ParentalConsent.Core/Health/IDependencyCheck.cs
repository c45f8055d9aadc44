namespace ParentalConsent.Core.Health;

/// <summary>Something that the service cannot do without; without it, the instance is not ready.</summary>
public interface IDependencyCheck
{
    /// <summary>A word for the answer of <c>/health/ready</c>.</summary>
    string Name { get; }

    /// <summary>Returns when it answers; throws when it does not.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
