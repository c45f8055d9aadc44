using System.ComponentModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker.LocalHost.Queues;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>Works out how each parameter of a function gets its value.</summary>
internal static class ArgumentBinders
{
    private static readonly string[] QueueValues =
        ["QueueTrigger", "DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    /// <returns>Null when the parameter cannot be bound.</returns>
    public static ArgumentBinder? For(ParameterInfo parameter, Attribute trigger, bool isTrigger)
    {
        if (isTrigger)
        {
            return ForTrigger(parameter, trigger);
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return static context => context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return static context => context.CancellationToken;
        }

        var names = trigger switch
        {
            HttpTriggerAttribute http => RouteTemplates.ParametersOf(http.Route ?? ""),
            QueueTriggerAttribute => QueueValues,
            _ => [],
        };
        return names.FirstOrDefault(name => string.Equals(name, parameter.Name, StringComparison.OrdinalIgnoreCase)) is { } found
            && TypeDescriptor.GetConverter(parameter.ParameterType).CanConvertFrom(typeof(string))
                ? ForText(parameter, found)
                : null;
    }

    private static ArgumentBinder? ForTrigger(ParameterInfo parameter, Attribute trigger) => trigger switch
    {
        HttpTriggerAttribute when parameter.ParameterType == typeof(HttpRequestData) => static context => context.Trigger,
        TimerTriggerAttribute when parameter.ParameterType == typeof(TimerInfo) => static context => context.Trigger,
        QueueTriggerAttribute => QueueArgument.For(parameter),
        _ => null,
    };

    private static ArgumentBinder ForText(ParameterInfo parameter, string name)
    {
        var type = parameter.ParameterType;
        var fallback = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var mayBeMissing = parameter.HasDefaultValue || !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        var converter = TypeDescriptor.GetConverter(type);
        return context =>
        {
            if (context.BindingContext.BindingData.GetValueOrDefault(name) is not string text)
            {
                return mayBeMissing ? fallback : throw Unfit(context, parameter);
            }

            if (type == typeof(string))
            {
                return text;
            }

            try
            {
                return converter.ConvertFromInvariantString(text.Trim('"'));
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
            {
                // The text may be personal, so the converter's message, which quotes it, is left out.
                throw Unfit(context, parameter);
            }
        };
    }

    public static FunctionInputConverterException Unfit(LocalFunctionContext context, ParameterInfo parameter) =>
        new($"Function '{context.Function.Name}': no value that fits parameter '{parameter.Name}' of type {parameter.ParameterType}.");
}
