using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>A function the host runs, everything about it worked out once at start.</summary>
internal sealed class LocalFunction(
    FunctionDefinition definition,
    TriggerBindingAttribute trigger,
    ObjectFactory? createInstance,
    IReadOnlyList<ArgumentBinder> arguments,
    MethodCall call)
{
    public FunctionDefinition Definition => definition;

    public string Name => definition.Name;

    public TriggerBindingAttribute Trigger => trigger;

    public ValueTask<object?> ExecuteAsync(LocalFunctionContext context)
    {
        var instance = createInstance?.Invoke(context.InstanceServices, null);
        var values = arguments.Count == 0 ? [] : new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i](context);
        }

        return call(instance, values);
    }
}
