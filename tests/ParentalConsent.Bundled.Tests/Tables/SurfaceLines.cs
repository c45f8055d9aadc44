using System.Reflection;

namespace ParentalConsent.Bundled.Tests.Tables;

/// <summary>An assembly's public surface, one line a type or member, with names, defaults and constraints.</summary>
internal static class SurfaceLines
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
        [typeof(byte)] = "byte", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
    };

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        yield return $"type {Kind(type)} {type.Name}{Ancestor(type)}";
        if (type.IsEnum)
        {
            foreach (var value in Enum.GetValues(type))
            {
                yield return $"{type.Name} | {value} = {(int)value}";
            }

            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(Visible))
        {
            yield return $"{type.Name} | {Access(constructor)}{type.Name}({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(Declared).Where(property => Visible(property.GetMethod)))
        {
            var index = property.GetIndexParameters() is [var key] ? $"[{Name(key.ParameterType)} {key.Name}]" : string.Empty;
            var setter = Visible(property.SetMethod) ? " set;" : string.Empty;
            yield return $"{type.Name} | {Modifiers(property.GetMethod!)}{Name(property.PropertyType)} {property.Name}{index} {{ get;{setter} }}";
        }

        foreach (var method in type.GetMethods(Declared).Where(method => Visible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            yield return $"{type.Name} | {Modifiers(method)}{Signature(method)}({Parameters(method)}){Constraints(method)}";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
        {
            yield return $"{type.Name} | field {field.Name}";
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Ancestor(Type type) =>
        type.BaseType is { } ancestor && type.IsClass && ancestor != typeof(object) ? $" : {Name(ancestor)}" : string.Empty;

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method) => Access(method) + method switch
    {
        { IsStatic: true } => "static ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Signature(MethodInfo method) => method.Name switch
    {
        "op_Equality" => "bool operator ==",
        "op_Inequality" => "bool operator !=",
        "op_Implicit" => $"implicit operator {Name(method.ReturnType)}",
        _ when method.IsGenericMethod => $"{Name(method.ReturnType)} {method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Name))}>",
        _ => $"{Name(method.ReturnType)} {method.Name}",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var direction = parameter.IsOut ? "out " : string.Empty;
        var standard = !parameter.HasDefaultValue ? string.Empty
            : parameter.DefaultValue is Enum value ? $" = {value.GetType().Name}.{value}"
            : parameter.DefaultValue is null ? " = default" : $" = {parameter.DefaultValue}";
        return $"{direction}{Name(parameter.ParameterType)} {parameter.Name}{standard}";
    }));

    private static string Constraints(MethodInfo method)
    {
        if (!method.IsGenericMethod)
        {
            return string.Empty;
        }

        var argument = method.GetGenericArguments().Single();
        List<string> needs = [];
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            needs.Add("class");
        }

        needs.AddRange(argument.GetGenericParameterConstraints().Select(Name));
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            needs.Add("new()");
        }

        return needs.Count == 0 ? string.Empty : $" where {argument.Name} : {string.Join(", ", needs)}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : string.Empty);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword
            : !type.IsGenericType ? type.Name
            : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
