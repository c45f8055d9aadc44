using System.Globalization;
using Azure.Data.Tables;
using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Deletion;

/// <summary>
/// Reads a <see cref="DeletionEntryRow"/> whatever somebody made of it. What cannot be read is left at its default, and the
/// entry's hash says <see cref="Unreadable"/>, which no entry hashes to: so it shows, and verifying finds it.
/// </summary>
internal sealed class DeletionEntryReader(TableEntity row)
{
    public const string Unreadable = "unreadable";

    private bool legible = true;

    public static DeletionLogEntry Read(TableEntity row) => new DeletionEntryReader(row).Read();

    private DeletionLogEntry Read()
    {
        var sequence = Sequence();
        var loggedAt = Value<DateTimeOffset>(nameof(DeletionEntryRow.LoggedAt));
        var record = new DeletionRecord(
            Text(nameof(DeletionEntryRow.DeletionId)),
            Text(nameof(DeletionEntryRow.RegistrationId)),
            Text(nameof(DeletionEntryRow.ClientId)),
            Reason(),
            Value<DateTimeOffset>(nameof(DeletionEntryRow.CollectedAt)),
            Value<DateTimeOffset>(nameof(DeletionEntryRow.Deadline)),
            row.ContainsKey(nameof(DeletionEntryRow.DecidedAt)) ? Value<DateTimeOffset>(nameof(DeletionEntryRow.DecidedAt)) : null,
            Value<DateTimeOffset>(nameof(DeletionEntryRow.DeletedAt)));
        var (previousHash, hash) = (Text(nameof(DeletionEntryRow.PreviousHash)), Text(nameof(DeletionEntryRow.Hash)));
        legible &= Value<int>(nameof(DeletionEntryRow.Schema)) == 1;
        return new DeletionLogEntry(sequence, loggedAt, record, previousHash, legible ? hash : Unreadable);
    }

    /// <returns>0 for a row that is not named as entries are.</returns>
    private long Sequence()
    {
        var named = long.TryParse(row.RowKey.AsSpan("entry-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && row.RowKey == DeletionEntryRow.KeyOf(sequence);
        legible &= named;
        return named ? sequence : 0;
    }

    /// <remarks>The word itself: the enum's parser takes numbers, too.</remarks>
    private DeletionReason Reason()
    {
        var word = Text(nameof(DeletionEntryRow.Reason));
        var known = Enum.TryParse(word, out DeletionReason reason) && reason.ToString() == word;
        legible &= known;
        return known ? reason : default;
    }

    private string Text(string column) => Read<string>(column) ?? "";

    private T Value<T>(string column)
        where T : struct => Read<T?>(column) ?? default;

    private T? Read<T>(string column)
    {
        if (row.TryGetValue(column, out var stored) && stored is T value)
        {
            return value;
        }

        legible = false;
        return default;
    }
}
