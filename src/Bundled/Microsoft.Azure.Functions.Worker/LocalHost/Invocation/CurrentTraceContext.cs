using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

internal sealed class CurrentTraceContext(string traceParent, string traceState) : TraceContext
{
    public override string TraceParent { get; } = traceParent;

    public override string TraceState { get; } = traceState;

    public static CurrentTraceContext Capture() =>
        new(Activity.Current?.Id ?? "", Activity.Current?.TraceStateString ?? "");
}
