namespace ParentalConsent.Storage.Targets;

/// <summary>A container listed a name that does not begin as asked, or that an address would lead elsewhere: nothing of it is deleted.</summary>
internal sealed class UnsafeNameException : Exception;
