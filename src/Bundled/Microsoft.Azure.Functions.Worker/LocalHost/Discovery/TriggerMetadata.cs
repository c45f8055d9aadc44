namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

internal sealed class TriggerMetadata(string parameterName, string kind) : BindingMetadata
{
    public override string Name { get; } = parameterName;

    public override string Type { get; } = kind;

    public override BindingDirection Direction => BindingDirection.In;
}
