using System.Reflection;
using System.Text.Json;
using Azure.Data.Tables;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>Everything that is written to storage, as the code says it: columns of rows, and fields of messages and sealed JSON.</summary>
internal static class StoredColumns
{
    /// <summary>By type name. Rows and messages are found by what they are, so that a new one cannot be left out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByType { get; } = Rows().Concat(JsonObjects())
        .ToDictionary(type => type.Name, type => (IReadOnlyList<string>)[.. ColumnsOf(type)]);

    private static IEnumerable<Type> Rows() =>
        typeof(StorageServices).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ITableEntity)));

    private static IEnumerable<Type> JsonObjects() => typeof(Registration).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Message", StringComparison.Ordinal))
        .Append(typeof(PersonalDetails))
        .Append(typeof(PendingGrant))
        .Append(typeof(FurtherDetails));

    private static IEnumerable<string> ColumnsOf(Type type)
    {
        var names = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);
        return type.IsAssignableTo(typeof(ITableEntity))
            // The ETag is the row's version, not a column.
            ? names.Where(name => name != nameof(ITableEntity.ETag))
            : names.Select(JsonNamingPolicy.CamelCase.ConvertName);
    }
}
