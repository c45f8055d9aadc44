namespace ParentalConsent.Dev.Demo;

/// <summary>Someone made up, with words so odd that they can be searched for in storage.</summary>
internal sealed record Child(string Name, string SubjectId, DateOnly DateOfBirth, string ParentEmail, string Nickname)
{
    /// <summary>What must be readable nowhere in storage.</summary>
    public IReadOnlyList<string> Words => [Name, ParentEmail, Nickname, SubjectId];

    public object Registration => new
    {
        subjectId = SubjectId,
        dateOfBirth = DateOfBirth,
        country = "DE",
        locale = "en",
        parentEmail = ParentEmail,
        childName = Name,
        data = new { nickname = Nickname },
    };
}
