namespace ParentalConsent.Pages.Parts;

/// <summary>A field of a form that is not as it should be.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="TextKey">The text that says what to do.</param>
/// <param name="Anchor">Id of the element to go to.</param>
public sealed record FieldProblem(string Field, string TextKey, string Anchor)
{
    public FieldProblem(string field, string textKey)
        : this(field, textKey, field)
    {
    }
}
