using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>A message as the function sees it, its encoding undone.</summary>
internal sealed record QueueDelivery(QueueMessage Received, byte[] Body)
{
    /// <returns>False when the text is not Base64 though the host expects it.</returns>
    public static bool TryDecode(QueueMessage received, bool isBase64, [NotNullWhen(true)] out QueueDelivery? delivery)
    {
        var text = received.Body.ToMemory();
        if (!isBase64)
        {
            delivery = new QueueDelivery(received, text.ToArray());
            return true;
        }

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = Base64.DecodeFromUtf8(text.Span, decoded, out var read, out var written);
        delivery = status == System.Buffers.OperationStatus.Done && read == text.Length
            ? new QueueDelivery(received, decoded[..written])
            : null;
        return delivery is not null;
    }

    public QueueMessage ToQueueMessage() => QueuesModelFactory.QueueMessage(
        Received.MessageId,
        Received.PopReceipt,
        BinaryData.FromBytes(Body),
        Received.DequeueCount,
        Received.NextVisibleOn,
        Received.InsertedOn,
        Received.ExpiresOn);

    /// <summary>The service's data about the message; what is not text there stands here as JSON.</summary>
    public Dictionary<string, object?> ToBindingData() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = Encoding.UTF8.GetString(Body),
        ["DequeueCount"] = Received.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["ExpirationTime"] = Json(Received.ExpiresOn),
        ["Id"] = Received.MessageId,
        ["InsertionTime"] = Json(Received.InsertedOn),
        ["NextVisibleTime"] = Json(Received.NextVisibleOn),
        ["PopReceipt"] = Received.PopReceipt,
    };

    private static string Json(DateTimeOffset? time) => JsonSerializer.Serialize(time ?? DateTimeOffset.MaxValue);
}
