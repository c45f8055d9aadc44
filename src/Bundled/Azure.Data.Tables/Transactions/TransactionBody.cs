using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>An entity group transaction as the service reads it: one change set inside one multipart batch.</summary>
internal static class TransactionBody
{
    public static HttpMessage CreateMessage(TableConnection connection, IReadOnlyList<TableOperation> operations)
    {
        var batch = $"batch_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var message = connection.CreateMessage(RequestMethod.Post, TableAddress.Batch);
        message.Request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary={batch}");
        message.Request.Content = RequestContent.Create(Write(connection, operations, batch));
        return message;
    }

    private static byte[] Write(TableConnection connection, IReadOnlyList<TableOperation> operations, string batch)
    {
        var changes = $"changeset_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        foreach (var operation in operations)
        {
            body.Append(CultureInfo.InvariantCulture, $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            body.Append(CultureInfo.InvariantCulture, $"{operation.Method} {connection.AddressOf(operation.Resource).AbsoluteUri} HTTP/1.1\r\n");
            foreach (var (name, value) in operation.Headers())
            {
                body.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }

            body.Append("\r\n").Append(Encoding.UTF8.GetString(operation.Body.Span)).Append("\r\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"--{changes}--\r\n--{batch}--\r\n");
        return Encoding.UTF8.GetBytes(body.ToString());
    }
}
