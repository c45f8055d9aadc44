using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>Makes a runnable function of a method, or says what is wrong with it.</summary>
internal static class FunctionReader
{
    public static LocalFunction? Read(string name, MethodInfo method, ICollection<string> problems)
    {
        var parameters = method.GetParameters();
        var triggers = parameters.Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        if (triggers is not [var triggerParameter])
        {
            problems.Add($"Function '{name}' has {triggers.Count} triggers; exactly one parameter must have one.");
            return null;
        }

        var trigger = triggerParameter.GetCustomAttribute<TriggerBindingAttribute>()!;
        var binders = new List<ArgumentBinder>();
        foreach (var parameter in parameters)
        {
            if (ArgumentBinders.For(parameter, trigger, parameter == triggerParameter) is { } binder)
            {
                binders.Add(binder);
            }
            else
            {
                problems.Add($"Function '{name}': parameter '{parameter.Name}' of type {parameter.ParameterType} cannot be bound.");
            }
        }

        var (call, problem) = MethodCompiler.Compile(method);
        if (problem is not null)
        {
            problems.Add($"Function '{name}' {problem}.");
        }

        if (call is null || binders.Count != parameters.Length)
        {
            return null;
        }

        var definition = new LocalFunctionDefinition(name, method, new TriggerMetadata(triggerParameter.Name!, KindOf(trigger)));
        var create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.ReflectedType!, []);
        return new LocalFunction(definition, trigger, create, binders, call);
    }

    private static string KindOf(TriggerBindingAttribute trigger)
    {
        var name = trigger.GetType().Name;
        return char.ToLowerInvariant(name[0]) + name[1..^nameof(Attribute).Length];
    }
}
