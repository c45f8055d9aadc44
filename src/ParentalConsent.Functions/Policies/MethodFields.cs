using ParentalConsent.Core.Methods;

namespace ParentalConsent.Functions.Policies;

/// <summary>Methods and levels of assurance, by their words.</summary>
internal static class MethodFields
{
    private static readonly string[] Levels = [.. Enum.GetNames<Assurance>().Select(name => name.ToLowerInvariant())];

    public static Assurance? Assurance(PolicyNode? field)
    {
        if (field?.Text(20) is not { Length: > 0 } word)
        {
            return null;
        }

        if (Array.IndexOf(Levels, word) is >= 0 and var level)
        {
            return (Assurance)level;
        }

        field.Problem($"must be one of {string.Join(", ", Levels)}");
        return null;
    }

    /// <returns>At least one.</returns>
    public static IReadOnlyList<VerificationMethod> Methods(PolicyNode client)
    {
        var methods = new List<VerificationMethod>();
        foreach (var node in client.Optional("methods") is null ? [] : client.Items("methods"))
        {
            if (node.Text(20) is not { Length: > 0 } word)
            {
                continue;
            }

            if (VerificationMethods.Find(word) is not { } method)
            {
                node.Problem($"must be one of {string.Join(", ", VerificationMethods.Words.Select(known => known.Word))}");
            }
            else if (methods.Contains(method))
            {
                node.Problem("is there twice");
            }
            else
            {
                methods.Add(method);
            }
        }

        return methods.Count > 0 ? methods : [VerificationMethod.Email];
    }

    /// <summary>Which provider checks the guardians: there must be one where a method asks for it. Whether it is configured is not known here.</summary>
    public static string? Provider(PolicyNode client, IReadOnlyList<VerificationMethod> methods)
    {
        if (client.Optional("provider") is not { } field)
        {
            return methods.Contains(VerificationMethod.Provider) ? client.Field("provider")?.Text(40) : null;
        }

        var name = field.Text(40);
        if (name.Length > 0 && !PolicyIds.IsId(name))
        {
            field.Problem("must be 1 to 40 of a-z, 0-9 and hyphen");
        }

        return name;
    }
}
