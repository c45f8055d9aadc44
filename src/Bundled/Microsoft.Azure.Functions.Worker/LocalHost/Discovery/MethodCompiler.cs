using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>Turns a method into a delegate, so that calling it needs no reflection.</summary>
internal static class MethodCompiler
{
    /// <returns>Null, and why, when functions cannot return what the method returns.</returns>
    public static (MethodCall? Call, string? Problem) Compile(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(void))
        {
            return method.IsDefined(typeof(AsyncStateMachineAttribute))
                ? (null, "is async void, which nothing can wait for; return Task")
                : (Build(method, nameof(FromNothing)), null);
        }

        if (returned == typeof(Task))
        {
            return (Build(method, nameof(FromTaskAsync)), null);
        }

        if (typeof(HttpResponseData).IsAssignableFrom(returned))
        {
            return (Build(method, nameof(FromValue)), null);
        }

        return returned.IsGenericType
            && returned.GetGenericTypeDefinition() == typeof(Task<>)
            && typeof(HttpResponseData).IsAssignableFrom(returned.GenericTypeArguments[0])
                ? (Build(method, nameof(FromTaskOfAsync), returned.GenericTypeArguments[0]), null)
                : (null, $"returns {returned}; HttpResponseData, Task<HttpResponseData>, Task or void is expected");
    }

    private static MethodCall Build(MethodInfo method, string finish, params Type[] typeArguments)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.ReflectedType!),
            method,
            method.GetParameters().Select((parameter, i) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        var body = finish == nameof(FromNothing)
            ? (Expression)Expression.Block(call, Expression.Call(typeof(MethodCompiler), finish, typeArguments))
            : Expression.Call(typeof(MethodCompiler), finish, typeArguments, call);
        return Expression.Lambda<MethodCall>(body, instance, arguments).Compile();
    }

    private static ValueTask<object?> FromNothing() => default;

    private static ValueTask<object?> FromValue(object? value) => new(value);

    private static async ValueTask<object?> FromTaskAsync(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromTaskOfAsync<T>(Task<T> task) => await task;
}
