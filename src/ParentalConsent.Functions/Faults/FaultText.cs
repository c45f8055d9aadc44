using System.Globalization;
using Azure;

namespace ParentalConsent.Functions.Faults;

/// <summary>What a log may say about an exception: types, service codes and places in code. Never messages, which can quote anything.</summary>
public static class FaultText
{
    public static string TypesOf(Exception exception) =>
        string.Join(" < ", Chain(exception).Select(TypeOf).Distinct());

    public static string StackOf(Exception exception) =>
        string.Join(Environment.NewLine, Chain(exception).Select(fault => $"{fault.GetType().FullName}{Environment.NewLine}{fault.StackTrace}"));

    /// <summary>The exception and those within it, outermost first.</summary>
    public static IEnumerable<Exception> Chain(Exception exception)
    {
        var inner = exception is AggregateException aggregate ? aggregate.InnerExceptions : [.. Inner(exception)];
        return inner.SelectMany(Chain).Prepend(exception);
    }

    private static string TypeOf(Exception fault) => fault is RequestFailedException failed
        ? string.Create(CultureInfo.InvariantCulture, $"{fault.GetType().Name} {failed.Status} {failed.ErrorCode}").TrimEnd()
        : fault.GetType().Name;

    private static IEnumerable<Exception> Inner(Exception exception) => exception.InnerException is { } inner ? [inner] : [];
}
