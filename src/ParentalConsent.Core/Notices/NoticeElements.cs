namespace ParentalConsent.Core.Notices;

/// <summary>What every direct notice is made of: each element is a text in each language, so that none can be left out (COPPA 312.4(c)(1)).</summary>
public static class NoticeElements
{
    public const string Client = "client";

    public const string Days = "days";

    /// <summary>Each element's name and the placeholders it must have; <c>{client}</c> may stand in any.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["title"] = [Client],
        ["addressFrom"] = [Client],
        ["required"] = [Client],
        ["purposes"] = [],
        ["purposesLead"] = [Client],
        ["items"] = ["items"],
        ["retention"] = ["retention"],
        ["recipients"] = ["recipients"],
        ["noRecipients"] = [],
        ["separate"] = [],
        ["integral"] = [],
        ["choice"] = [],
        ["answers"] = [],
        ["yes"] = [],
        ["no"] = [],
        ["notMyChild"] = [],
        ["noAnswer"] = [Days],
        ["rights"] = [],
        ["review"] = [Client],
        ["erase"] = [Client],
        ["stop"] = [Client],
        ["withdraw"] = [],
        ["policy"] = [Client, "policy"],
        ["contact"] = ["contact"],
        ["decide"] = [],
        ["howToConsent"] = [],
        ["version"] = ["version"],
        ["furtherTitle"] = [Client],
        ["furtherAddressFrom"] = [Client],
        ["furtherRequired"] = [Client],
        ["furtherLead"] = [Client],
        ["furtherIntegral"] = [],
        ["furtherYes"] = [Client],
        ["furtherNo"] = [],
        ["furtherNoAnswer"] = [Days],
    };
}
