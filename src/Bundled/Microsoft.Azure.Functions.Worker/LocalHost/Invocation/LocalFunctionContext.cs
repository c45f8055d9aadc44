using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

internal sealed class LocalFunctionContext(
    LocalFunction function,
    string invocationId,
    IServiceProvider services,
    BindingContext bindingContext,
    CancellationToken cancellationToken) : FunctionContext, IHttpRequestDataFeature
{
    private IInvocationFeatures? features;
    private IDictionary<object, object>? items;
    private TraceContext? traceContext;

    public LocalFunction Function { get; } = function;

    /// <summary>What set the function off: a request, a message or a timer's occurrence.</summary>
    public object? Trigger { get; set; }

    public InvocationOutcome Outcome { get; } = new();

    public override string InvocationId { get; } = invocationId;

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext => traceContext ??= CurrentTraceContext.Capture();

    public override BindingContext BindingContext { get; } = bindingContext;

    public override RetryContext RetryContext => NoRetries.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= CreateFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) =>
        ValueTask.FromResult(Trigger as HttpRequestData);

    private InvocationFeatures CreateFeatures()
    {
        var created = new InvocationFeatures();
        created.Set(this);
        created.Set(Outcome);
        created.Set(FunctionDefinition);
        created.Set<IHttpRequestDataFeature>(this);
        return created;
    }
}
