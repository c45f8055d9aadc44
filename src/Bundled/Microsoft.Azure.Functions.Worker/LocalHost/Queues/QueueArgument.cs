using System.Reflection;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Queues;

/// <summary>Hands a message over as the type the function asks for; anything but the known types is read as JSON.</summary>
internal static class QueueArgument
{
    public static ArgumentBinder? For(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string))
        {
            return static context => Encoding.UTF8.GetString(((QueueDelivery)context.Trigger!).Body);
        }

        if (type == typeof(byte[]))
        {
            return static context => ((QueueDelivery)context.Trigger!).Body;
        }

        if (type == typeof(ReadOnlyMemory<byte>))
        {
            return static context => new ReadOnlyMemory<byte>(((QueueDelivery)context.Trigger!).Body);
        }

        if (type == typeof(BinaryData))
        {
            return static context => BinaryData.FromBytes(((QueueDelivery)context.Trigger!).Body);
        }

        if (type == typeof(QueueMessage))
        {
            return static context => ((QueueDelivery)context.Trigger!).ToQueueMessage();
        }

        return type.IsInterface || type.IsAbstract || type.IsByRef || type.IsPointer || type == typeof(object) ? null : Json(parameter);
    }

    private static ArgumentBinder Json(ParameterInfo parameter) => context =>
    {
        using var body = new MemoryStream(((QueueDelivery)context.Trigger!).Body, writable: false);
        try
        {
            return ConfiguredSerializer.Of(context).Deserialize(body, parameter.ParameterType, context.CancellationToken)
                ?? throw ArgumentBinders.Unfit(context, parameter);
        }
        catch (JsonException)
        {
            // The reader's message may quote the body, so it is left out.
            throw ArgumentBinders.Unfit(context, parameter);
        }
    };
}
