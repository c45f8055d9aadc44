using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>The methods of an assembly that are functions.</summary>
internal static class FunctionMethods
{
    public static IEnumerable<(string Name, MethodInfo Method)> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, ContainsGenericParameters: false } && type.IsVisible && (!type.IsAbstract || type.IsSealed)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
        where method.DeclaringType == type || method.DeclaringType!.IsAbstract
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        orderby function.Name
        select (function.Name, method);

    /// <summary>Functions that cannot be called because they, or their types, are not public.</summary>
    public static IEnumerable<(string Name, MethodInfo Method)> HiddenIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsPublic || !type.IsVisible
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);
}
