using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Seals and opens what is known about the people of a registration.</summary>
internal sealed partial class RegistrationSeals(SecretKeys keys, ILogger logger)
{
    private const string DetailsPart = "details";

    private readonly KeyWrapping wrapping = new(keys);

    /// <summary>The row with the details sealed and the key wrapped in it.</summary>
    public Task<RegistrationRow> SealAsync(
        RegistrationRow row, PersonalDetails? details, DataKey key, CancellationToken cancellationToken)
    {
        var plain = details is null ? null : JsonSerializer.SerializeToUtf8Bytes(details, StorageJson.Default.PersonalDetails);
        return wrapping.WrapAsync(
            key, row with { Details = plain is null ? null : key.Seal(row, DetailsPart, plain) }, cancellationToken);
    }

    /// <summary>The key, where <see cref="OpenAsync"/> went without it.</summary>
    /// <exception cref="SealException">The key cannot be unwrapped.</exception>
    /// <exception cref="SecretsUnavailableException">The vault does not answer.</exception>
    /// <exception cref="InvalidSecretException">No version of the key that wraps it is in force.</exception>
    public Task<DataKey> UnwrapAsync(RegistrationRow row, CancellationToken cancellationToken) => wrapping.UnwrapAsync(row, cancellationToken);

    /// <remarks>
    /// Details that cannot be opened, because somebody changed them, their key is no longer in force or the vault does not answer,
    /// are left out and logged: what must be deleted can then still be deleted.
    /// </remarks>
    public async Task<TableStoredRegistration> OpenAsync(RegistrationRow row, CancellationToken cancellationToken)
    {
        if (row.Key is null)
        {
            return new TableStoredRegistration(row.ToRegistration(details: null), row, key: null);
        }

        DataKey? key = null;
        PersonalDetails? details = null;
        try
        {
            key = await wrapping.UnwrapAsync(row, cancellationToken);
            details = row.Details is null
                ? null
                : JsonSerializer.Deserialize(key.Open(row, DetailsPart, row.Details), StorageJson.Default.PersonalDetails);
        }
        catch (Exception problem) when (problem is SealException or SecretsUnavailableException or InvalidSecretException)
        {
            Log.NotOpened(logger, row.PartitionKey, problem.Message);
        }

        return new TableStoredRegistration(row.ToRegistration(details), row, key);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The details of registration {RegistrationId} are left out: {Problem}")]
        public static partial void NotOpened(ILogger logger, string registrationId, string problem);
    }
}
