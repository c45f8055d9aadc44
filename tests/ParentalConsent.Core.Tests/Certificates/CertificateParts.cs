using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Links;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Certificates;

internal static class CertificateParts
{
    /// <param name="cases">Null for none.</param>
    public static IssueCertificate Issue(LogParts parts, TimeProvider clock, ICases? cases = null) => new(
        parts.Log, new ReadCase(cases ?? new MemoryCases(), parts.Log), new ProveEntry(parts.Log, parts.Checkpoints, parts.Keys), parts.Keys, new ServiceAddress(new Uri("https://consent.example/")), clock);
}
