namespace SignUp.Service;

internal static class Decisions
{
    public const string NotRequired = "notRequired";
}
