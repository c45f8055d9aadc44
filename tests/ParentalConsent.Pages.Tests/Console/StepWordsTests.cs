using ParentalConsent.Core.Cases;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Pages.Tests.Console;

public sealed class StepWordsTests
{
    [Theory]
    [InlineData(StepNames.ClientSystems, null, "has not said that it did")]
    [InlineData(StepNames.ClientSystems, CaseStep.NotInPolicy, "it cannot be asked")]
    [InlineData("target:profiles", CaseStep.NotInPolicy, "no longer in the client’s policy, or the client is not")]
    [InlineData("target:profiles", "HTTP 403", "could not delete there")]
    public void WhatNeedsAPerson_HasAnAdviceThatFits(string name, string? error, string advice)
    {
        var step = new CaseStep(name) { NeedsPerson = true, LastError = error };
        Assert.Contains(advice, StepWords.WhatToDo(step), StringComparison.Ordinal);
        Assert.Null(StepWords.WhatToDo(step with { NeedsPerson = false }));
    }

    [Fact]
    public void WhatThePolicyDoesNotKnow_IsNoFailure() =>
        Assert.Equal("not in the policy", StepWords.DetailsOf(new CaseStep(StepNames.ClientSystems) { LastError = CaseStep.NotInPolicy }));
}
