using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.Certificates;

/// <summary>What shows that a deletion happened: the claims of a signed token (RFC 7519). It names nobody.</summary>
public sealed record Certificate
{
    /// <summary>The <c>typ</c> of the signature.</summary>
    public const string Type = "deletion-certificate+jwt";

    /// <summary>Of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>The service that issued it, by its address.</summary>
    public required string Iss { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public required long Iat { get; init; }

    public required string DeletionId { get; init; }

    /// <summary>The id of the client that had asked for the consent.</summary>
    public required string? Client { get; init; }

    public required DeletionReason? Reason { get; init; }

    /// <summary>What the data was asked for: ids of purposes.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Every step is done.</summary>
    public required bool Complete { get; init; }

    public required IReadOnlyList<CertificateStep> Steps { get; init; }

    public required CertificateLog Log { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CertificateJson.Default.Certificate);

    public string Sign(SigningKey key) => Jws.Sign(key, Type, ToJson());

    /// <returns>Null for what is none.</returns>
    public static Certificate? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CertificateJson.Default.Certificate) is { } read && read.CanBeShown ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What JSON allows, and nobody can make anything of.</summary>
    private bool CanBeShown => Iat is >= 0 and <= LastSecond
        && (Reason is not { } reason || Enum.IsDefined(reason))
        && Purposes.All(purpose => purpose is not null)
        && Steps.All(step => step is not null && step.Systems?.All(system => system is not null) is not false && step.Log is not { Entry: null });
}
