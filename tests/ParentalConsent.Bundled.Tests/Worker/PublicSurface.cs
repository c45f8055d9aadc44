using System.Globalization;
using System.Reflection;

namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>
/// Writes the public and protected surface of an assembly as lines that can be compared: shape, names, nullability,
/// defaults and modifiers. RealApi.txt holds the same lines for the official packages.
/// </summary>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var nullability = new NullabilityInfoContext();
        yield return $"type {Name(type)}: {Kind(type)} {(type.BaseType is { } parent ? Name(parent) : "")}";
        if (type.IsSubclassOf(typeof(Attribute)) && type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage)
        {
            yield return $"usage {Name(type)}: {usage.ValidOn} {usage.AllowMultiple} {usage.Inherited}";
        }

        foreach (var implemented in type.GetInterfaces().Where(i => i.IsVisible))
        {
            yield return $"implements {Name(type)}: {Name(implemented)}";
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(IsSeen))
        {
            yield return $"constructor {Name(type)}: {Access(constructor)} ({Parameters(constructor, nullability)})";
        }

        foreach (var method in type.GetMethods(Declared).Where(m => IsSeen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            yield return $"method {Name(type)}.{method.Name}{Generic(method)}: {Access(method)} ({Parameters(method, nullability)}) "
                + Described(method.ReturnType, nullability.Create(method.ReturnParameter));
        }

        foreach (var property in type.GetProperties(Declared))
        {
            var accessors = property.GetAccessors(nonPublic: true).Where(IsSeen).ToList();
            if (accessors.Count > 0)
            {
                yield return $"property {Name(type)}.{property.Name}: {Described(property.PropertyType, nullability.Create(property))} "
                    + string.Join(' ', accessors.Select(a => $"{a.Name.Split('_')[0]} {Access(a)}").Order(StringComparer.Ordinal));
            }
        }

        foreach (var field in type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily) && f.Name != "value__"))
        {
            yield return $"field {Name(type)}.{field.Name}: {Name(field.FieldType)} {(field.IsLiteral ? Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "")}";
        }
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Kind(Type type) => string.Join(' ', new[]
    {
        type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : "class",
        type is { IsAbstract: true, IsInterface: false, IsSealed: false } ? "abstract" : null,
        type is { IsSealed: true, IsClass: true, IsAbstract: false } ? "sealed" : null,
        type is { IsSealed: true, IsAbstract: true } ? "static" : null,
    }.OfType<string>());

    private static string Access(MethodBase method) => string.Join(' ', new[]
    {
        method.IsPublic ? "public" : "protected",
        method.IsStatic ? "static" : null,
        method.IsAbstract ? "abstract" : null,
        method is { IsVirtual: true, IsAbstract: false, IsFinal: false } ? "virtual" : null,
    }.OfType<string>());

    private static string Generic(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => string.Join(' ', [a.Name, .. a.GetGenericParameterConstraints().Select(Name)])))}>"
        : "";

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability) =>
        string.Join(", ", method.GetParameters().Select(p =>
            (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            + $"{Described(p.ParameterType, nullability.Create(p))} {p.Name}"
            + (p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")));

    private static string Described(Type type, NullabilityInfo info) =>
        Name(type)
        + (info is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "")
        + (info.GenericTypeArguments.Any(a => a.ReadState == NullabilityState.Nullable && !a.Type.IsValueType)
            ? $"<{string.Join(',', info.GenericTypeArguments.Select(a => a.ReadState == NullabilityState.Nullable ? "?" : ""))}>"
            : "");

    private static string Name(Type type) => type.IsGenericParameter
        ? type.Name
        : type.IsArray
            ? Name(type.GetElementType()!) + "[]"
            : type.IsGenericType
                ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
                : type.FullName ?? type.Name;
}
