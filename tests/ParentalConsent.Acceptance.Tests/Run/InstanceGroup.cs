namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>All stories share one instance, and take turns on it.</summary>
[CollectionDefinition(Name)]
public sealed class InstanceGroup : ICollectionFixture<Instance>
{
    public const string Name = "On a running instance";
}
