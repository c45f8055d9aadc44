namespace ParentalConsent.Functions.Tests.Infra;

/// <summary>A parameter or an output. A parameter's value is its default; a parameter file's, what it passes.</summary>
internal sealed record BicepDeclaration(string Name, bool HasValue, bool IsDescribed);
