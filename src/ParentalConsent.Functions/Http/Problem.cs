using System.Net;

namespace ParentalConsent.Functions.Http;

/// <summary>An error answer (RFC 9457). Never holds what was sent.</summary>
/// <param name="Code">Stable word for programs.</param>
/// <param name="Detail">For the people who write them.</param>
public sealed record Problem(HttpStatusCode Status, string Code, string Detail)
{
    /// <summary>Every field that is not as it should be; empty where fields are not the matter.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Members of the answer that this problem alone has, by name.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>How to authenticate; sent with a 401.</summary>
    public string Challenge { get; init; } = "Bearer";

    /// <summary>Seconds after which to try again; null where that makes no sense.</summary>
    public int? RetryAfter { get; init; }
}
