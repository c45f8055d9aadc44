namespace ParentalConsent.Pages.Console;

/// <summary>Where numbers of a chart stand.</summary>
public static class ChartScale
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>The least of 1, 2 and 5 times a power of ten that is no less; 1 at least.</summary>
    public static double Top(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, most))));
        return Factors.Select(factor => factor * power).First(top => top >= most);
    }
}
