using System.Text.RegularExpressions;
using ParentalConsent.Core.Policies;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Functions.Policies;

/// <summary>
/// <c>"targets": [{ "name", "kind": "table", "endpoint", "table", "partition" }, { "name", "kind": "blobs", "endpoint", "container", "prefix" }]</c>.
/// </summary>
internal static partial class TargetsField
{
    private const int LongestPlace = 200;
    private const int LongestUrl = 200;

    public static IReadOnlyList<DeletionTarget> Read(PolicyNode client)
    {
        if (client.Optional("targets") is not { } field)
        {
            return [];
        }

        var targets = new List<DeletionTarget>();
        foreach (var item in client.Items("targets"))
        {
            if (Target(item, targets) is { } target)
            {
                if (targets.Exists(target.SharesContainer))
                {
                    item.Problem("must have a table or container of its own: one place could lie within another's");
                }

                targets.Add(target);
            }
        }

        if (targets.Count > DeletionTarget.Most)
        {
            field.Problem($"must be at most {DeletionTarget.Most}");
        }

        return targets;
    }

    private static DeletionTarget? Target(PolicyNode item, List<DeletionTarget> taken)
    {
        TargetKind? kind = item.Optional("kind")?.Text(10) switch
        {
            "table" => TargetKind.Table,
            "blobs" => TargetKind.Blobs,
            _ => null,
        };
        if (kind is not { } known)
        {
            (item.Optional("kind") ?? item).Problem("must have the kind table or blobs");
            return null;
        }

        var isTable = known is TargetKind.Table;
        if (!item.IsObjectOf("name", "kind", "endpoint", isTable ? "table" : "container", isTable ? "partition" : "prefix"))
        {
            return null;
        }

        return new DeletionTarget(
            Name(item.Field("name"), taken),
            known,
            Endpoint(item.Field("endpoint")),
            isTable ? Table(item.Field("table")) : Word(item.Field("container"), ContainerName(), "must be the name of a container"),
            Place(item.Field(isTable ? "partition" : "prefix"), isTable));
    }

    private static string Name(PolicyNode? field, List<DeletionTarget> taken)
    {
        var name = Word(field, TargetName(), "must be 1 to 20 of a-z, 0-9 and hyphen");
        if (name.Length > 0 && taken.Exists(other => other.Name == name))
        {
            field!.Problem("is there twice");
        }

        return name;
    }

    private static Uri Endpoint(PolicyNode? field)
    {
        var text = field?.Text(LongestUrl) ?? "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { UserInfo: "", Query: "", Fragment: "" }
            && ((url.Scheme == Uri.UriSchemeHttps && url.AbsolutePath == "/") || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return url;
        }

        if (text.Length > 0)
        {
            field!.Problem("must be the https address of a table or blob service, without a path (http on loopback for Azurite)");
        }

        return new Uri("https://missing.invalid");
    }

    private static string Place(PolicyNode? field, bool isTable)
    {
        var text = field?.Text(LongestPlace) ?? "";
        if (text.Length == 0)
        {
            return text;
        }

        if (!text.Contains(DeletionTarget.Subject, StringComparison.Ordinal) && !text.Contains(DeletionTarget.Registration, StringComparison.Ordinal))
        {
            field!.Problem($"must contain {DeletionTarget.Subject} or {DeletionTarget.Registration}: else it would be the same for everybody");
        }
        else if (text.StartsWith(DeletionTarget.Subject, StringComparison.Ordinal))
        {
            field!.Problem($"must not begin with {DeletionTarget.Subject}: a subject could be called what something else is");
        }
        else if (text.Replace(DeletionTarget.Subject, "", StringComparison.Ordinal).Replace(DeletionTarget.Registration, "", StringComparison.Ordinal).IndexOfAny(['{', '}', '\\', '#', '?', '%']) >= 0)
        {
            field!.Problem("must have no braces but those of the placeholders, and no backslash, #, ? or %");
        }
        else if (isTable && text.Contains('/'))
        {
            field!.Problem("must have no slash: a partition key cannot");
        }
        else if (!isTable && (text[^1] != '/' || text[0] == '/' || text.Split('/')[..^1].Any(part => part is "" or "." or "..")))
        {
            field!.Problem("must end with a slash, so that one subject's prefix is not the beginning of another's; without empty parts, . or ..");
        }

        return text;
    }

    private static string Table(PolicyNode? field)
    {
        var name = Word(field, TableName(), "must be the name of a table");
        if (TableNames.All.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            field!.Problem("must not be called like a table of this service");
        }

        return name;
    }

    private static string Word(PolicyNode? field, Regex form, string problem)
    {
        var word = field?.Text(63) ?? "";
        if (word.Length > 0 && !form.IsMatch(word))
        {
            field!.Problem(problem);
        }

        return word;
    }

    [GeneratedRegex("^[a-z0-9-]{1,20}$")]
    private static partial Regex TargetName();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex TableName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerName();
}
