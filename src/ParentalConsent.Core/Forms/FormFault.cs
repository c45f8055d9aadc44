namespace ParentalConsent.Core.Forms;

/// <summary>Why what was sent cannot be taken for a form.</summary>
public enum FormFault
{
    /// <summary>Nothing was chosen, or the file has nothing in it.</summary>
    Missing,

    TooLarge,

    /// <summary>Neither a photo of a kind that we take nor a PDF, whatever its name says.</summary>
    WrongType,

    /// <summary>It carries more than a picture: script, actions, other files, or what cannot be looked into.</summary>
    Unsafe,
}
