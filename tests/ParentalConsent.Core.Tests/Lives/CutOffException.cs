namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The process ended here, or an answer got lost.</summary>
internal sealed class CutOffException : Exception;
