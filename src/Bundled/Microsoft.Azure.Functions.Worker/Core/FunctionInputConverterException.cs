namespace Microsoft.Azure.Functions.Worker;

/// <summary>A trigger's value did not fit the parameter it is bound to.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    public FunctionInputConverterException(string? message)
        : base(message)
    {
    }

    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
