namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>Calls a function's method and waits for it; null where it returns nothing.</summary>
internal delegate ValueTask<object?> MethodCall(object? instance, object?[] arguments);
