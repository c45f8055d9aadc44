namespace ParentalConsent.Storage.Webhooks;

/// <summary>A webhook's name leads to an address that is not public.</summary>
internal sealed class RefusedAddressException() : IOException("The name of a webhook leads to an address that is not public.");
