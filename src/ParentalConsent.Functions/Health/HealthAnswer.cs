namespace ParentalConsent.Functions.Health;

/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
/// <param name="Deletion">Says nothing about the status: an instance that cannot delete now must stay, to delete later.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<DependencyAnswer> Dependencies, DeletionAnswer Deletion);

public sealed record DependencyAnswer(string Name, bool Answers);
