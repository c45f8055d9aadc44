using Microsoft.Extensions.Configuration;
using ParentalConsent.Functions.Watch;

namespace ParentalConsent.Functions.Tests.Watch;

public sealed class FunctionTriggersTests
{
    [Fact]
    public void EveryFunctionThatNobodyCalls_IsWatched()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Deletion:Schedule"] = "0 */5 * * * *" }).Build();

        var functions = FunctionTriggers.Find(configuration);

        Assert.Superset(
            new HashSet<string> { "DeleteUnconsented ", "SendMail outgoing-mail", "RemindParent reminders", "DeleteRegistration deletions", "TellComingsOfAge comings-of-age" },
            functions.All.Select(function => $"{function.Name} {function.Queue}").ToHashSet());
        var at = new DateTimeOffset(2030, 5, 6, 12, 3, 0, TimeSpan.Zero);
        Assert.Equal(at.AddMinutes(2), functions.Sweep.Next!(at));
        Assert.Equal("DeleteUnconsented", functions.Sweep.Name);
    }
}
