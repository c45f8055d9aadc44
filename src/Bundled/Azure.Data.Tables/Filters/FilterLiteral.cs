using System.Globalization;
using System.Text;
using System.Xml;

namespace Azure.Data.Tables.Filters;

/// <summary>Values as OData literals of the Table service, quoted and escaped.</summary>
internal static class FilterLiteral
{
    public static string Interpolate(FormattableString filter)
    {
        if (filter is null)
        {
            return null;
        }

        var literals = filter.GetArguments().Select(Of).ToArray<object>();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    public static string Of(object value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long or ulong => $"{Plain(value)}L",
        sbyte or byte or short or ushort or int or uint or decimal or float or double => Plain(value),
        Guid guid => $"guid'{guid}'",
        DateTimeOffset instant => Instant(instant.UtcDateTime),
        DateTime instant => Instant(instant.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexString(bytes.ToMemory().Span)}'",
        string or char or StringBuilder => $"'{value.ToString().Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentException($"A value of type {value.GetType()} has no OData literal."),
    };

    private static string Plain(object number) => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) =>
        $"datetime'{XmlConvert.ToString(utc, XmlDateTimeSerializationMode.RoundtripKind)}'";
}
