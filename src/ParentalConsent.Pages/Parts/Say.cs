using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Parts;

/// <summary>A text with its values isolated, so that a name written from right to left does not turn the sentence around.</summary>
public sealed partial class Say : ComponentBase
{
    [Parameter, EditorRequired]
    public required Texts Texts { get; set; }

    [Parameter, EditorRequired]
    public required string Key { get; set; }

    [Parameter]
    public IReadOnlyList<string> Values { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // The expression's group makes every second part the number of a placeholder.
        foreach (var (index, part) in Placeholders().Split(Texts[Key]).Index())
        {
            if (index % 2 == 0)
            {
                builder.AddContent(0, part);
            }
            else
            {
                builder.OpenElement(1, "bdi");
                builder.AddContent(2, Values[int.Parse(part, CultureInfo.InvariantCulture)]);
                builder.CloseElement();
            }
        }
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholders();
}
