using ParentalConsent.Core.Methods;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Methods;

/// <summary><c>docs/methods.md</c> says what the code does.</summary>
public class MethodsPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "methods.md"));

    [Fact]
    public void Table_HasEveryMethod_WithItsLevelAndWhatItMayCarry()
    {
        var expected = VerificationMethods.Words.Select(known => string.Join(" | ",
            $"| `{known.Word}`",
            known.Method.Level().ToString().ToLowerInvariant(),
            known.Method.IsImmediate() ? "at once" : "after its check",
            known.Method.Level() is Assurance.Verified ? "all" : $"those that need no more than `{known.Method.Level().ToString().ToLowerInvariant()}`",
            known.Method.MayDisclose() ? "yes |" : "no |"));
        Assert.Equal(expected, Lines.Where(line => VerificationMethods.Words.Any(known => line.StartsWith($"| `{known.Word}` |", StringComparison.Ordinal))));
    }

    [Fact]
    public void Steps_AreAllThere()
    {
        foreach (var step in Enum.GetNames<VerificationStep>())
        {
            var word = char.ToLowerInvariant(step[0]) + step[1..];
            Assert.Single(Lines, line => line.StartsWith($"| `{word}` |", StringComparison.Ordinal));
        }
    }
}
