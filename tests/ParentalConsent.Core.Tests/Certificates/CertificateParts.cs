using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Links;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Certificates;

internal static class CertificateParts
{
    public static IssueCertificate Issue(LogParts parts, TimeProvider clock) => new(
        parts.Log, new ProveEntry(parts.Log, parts.Checkpoints, parts.Keys), parts.Keys, new ServiceAddress(new Uri("https://consent.example/")), clock);
}
