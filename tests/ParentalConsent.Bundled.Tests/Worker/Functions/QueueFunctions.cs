using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

/// <summary>One function for each type a message can be taken as.</summary>
public sealed class QueueFunctions(Probe probe)
{
    [Function("TakeJson")]
    public Task TakeJsonAsync([QueueTrigger("%Test:Queue%")] Note note, FunctionContext context) =>
        probe.SeenAsync(new Seen(note, 0, "", context), CancellationToken.None);

    [Function("TakeBytes")]
    public Task TakeBytesAsync([QueueTrigger("%Test:Queue%")] byte[] bytes, FunctionContext context) =>
        probe.SeenAsync(new Seen(bytes, 0, "", context), CancellationToken.None);

    [Function("TakeBinary")]
    public Task TakeBinaryAsync([QueueTrigger("%Test:Queue%")] BinaryData data, FunctionContext context) =>
        probe.SeenAsync(new Seen(data, 0, "", context), CancellationToken.None);

    [Function("TakeMessage")]
    public Task TakeMessageAsync(
        [QueueTrigger("%Test:Queue%")] QueueMessage message, DateTimeOffset insertionTime, string popReceipt, FunctionContext context) =>
        probe.SeenAsync(new Seen((message, insertionTime, popReceipt), message.DequeueCount, message.MessageId, context), CancellationToken.None);

    public sealed record Note(string RegistrationId, int Number);
}
