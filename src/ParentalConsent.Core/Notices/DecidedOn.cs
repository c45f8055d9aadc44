using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Notices;

internal static class DecidedOn
{
    /// <summary>Takes down which notice was decided on; null leaves what is there.</summary>
    public static Registration On(this Registration decided, DirectNotice? notice) => notice is null
        ? decided
        : decided with { NoticeHash = notice.Hash, NoticeVersion = notice.Version };
}
