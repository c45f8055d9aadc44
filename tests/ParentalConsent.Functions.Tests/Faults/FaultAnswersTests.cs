using Azure;
using ParentalConsent.Functions.Faults;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Functions.Tests.Faults;

public sealed class FaultAnswersTests
{
    public static TheoryData<Exception, bool> Faults => new()
    {
        { new RequestFailedException(0, "no connection"), true },
        { new RequestFailedException(408, "timeout"), true },
        { new RequestFailedException(429, "throttled"), true },
        { new RequestFailedException(500, "server"), true },
        { new RequestFailedException(503, "busy"), true },
        { new RequestFailedException(403, "forbidden"), false },
        { new RequestFailedException(404, "gone"), false },
        { new AggregateException(new RequestFailedException(0, "first try"), new RequestFailedException(0, "second try")), true },
        { new InvalidOperationException("outer", new TimeoutException()), true },
        { new TaskCanceledException(), true },
        { new HttpRequestException(), true },
        { new SecretsUnavailableException("data-encryption-key", 0, null), true },
        { new SecretsUnavailableException("data-encryption-key", 403, "Forbidden"), true },
        { new InvalidOperationException(), false },
        { new FormatException("text", new ArgumentException()), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void IsUnavailability_IsWhatTryingAgainCanMend(Exception fault, bool expected) =>
        Assert.Equal(expected, FaultAnswers.IsUnavailability(fault));

    [Fact]
    public void FaultText_HasTypesAndCodes_NeverMessages()
    {
        Exception fault = new InvalidOperationException("marked", new RequestFailedException(409, "marked", "TableBeingDeleted", new FormatException("marked")));

        Assert.Equal("InvalidOperationException < RequestFailedException 409 TableBeingDeleted < FormatException", FaultText.TypesOf(fault));
        Assert.DoesNotContain("marked", FaultText.StackOf(fault), StringComparison.Ordinal);
    }
}
