namespace ParentalConsent.Core.Methods;

/// <summary>Why an administrator rejects a form. The guardian is told, in their language.</summary>
public enum FormProblem
{
    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>The code on it is missing, or another.</summary>
    WrongCode,

    /// <summary>It is not signed.</summary>
    NotSigned,

    /// <summary>Name or relationship differ from what was typed.</summary>
    DifferentName,

    /// <summary>A part of the page is missing.</summary>
    Incomplete,

    /// <summary>It is something else than the form.</summary>
    NotTheForm,
}
