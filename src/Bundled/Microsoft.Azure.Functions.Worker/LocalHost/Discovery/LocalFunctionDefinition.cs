using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

internal sealed class LocalFunctionDefinition(string name, MethodInfo method, BindingMetadata trigger) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.DefaultValue))];

    public override string PathToAssembly { get; } = method.ReflectedType!.Assembly.Location;

    public override string EntryPoint { get; } = EntryPointOf(method);

    /// <summary>The same for the same function at every start.</summary>
    public override string Id { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{EntryPointOf(method)}")).AsSpan(0, 8));

    public override string Name { get; } = name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(trigger.Name, trigger);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string EntryPointOf(MethodInfo method) => $"{method.ReflectedType!.FullName}.{method.Name}";
}
