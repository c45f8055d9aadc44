namespace ParentalConsent.Core.Forms;

/// <summary>What a form may be sent back as.</summary>
public enum FormKind
{
    Jpeg,
    Png,
    WebP,
    Heic,
    Pdf,
}
