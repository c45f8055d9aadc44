namespace ParentalConsent.Functions.Health;

/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<DependencyAnswer> Dependencies);

public sealed record DependencyAnswer(string Name, bool Answers);
