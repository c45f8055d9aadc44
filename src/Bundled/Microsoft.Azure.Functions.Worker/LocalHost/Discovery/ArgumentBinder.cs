using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>Finds one argument of a function in its invocation.</summary>
/// <exception cref="FunctionInputConverterException">The value does not fit the parameter.</exception>
internal delegate object? ArgumentBinder(LocalFunctionContext context);
