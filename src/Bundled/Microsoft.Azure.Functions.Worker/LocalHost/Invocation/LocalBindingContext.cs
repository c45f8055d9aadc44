namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

internal sealed class LocalBindingContext(Func<IReadOnlyDictionary<string, object?>> read) : BindingContext
{
    private IReadOnlyDictionary<string, object?>? bindingData;

    public override IReadOnlyDictionary<string, object?> BindingData => bindingData ??= read();
}
