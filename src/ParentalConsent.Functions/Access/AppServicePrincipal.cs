using System.Text.Json;

namespace ParentalConsent.Functions.Access;

/// <summary>Who App Service Authentication says is signed in: its header <c>X-MS-CLIENT-PRINCIPAL</c>, JSON in Base64.</summary>
/// <param name="Id">The object id in Microsoft Entra, or else the subject.</param>
public sealed record AppServicePrincipal(string Id, IReadOnlyList<string> Roles)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <returns>Null where the header is missing, malformed, or names nobody.</returns>
    public static AppServicePrincipal? Parse(string? header)
    {
        try
        {
            var payload = header is null ? null : JsonSerializer.Deserialize<Payload>(Convert.FromBase64String(header));
            var claims = payload?.claims ?? [];
            var id = Values(claims, ObjectId, "oid", "sub").FirstOrDefault();
            return id is null
                ? null
                : new AppServicePrincipal(id, [.. Values(claims, "roles", LongRole, payload?.role_typ ?? "roles")]);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Values(IEnumerable<Claim?> claims, params string[] types) =>
        types.Distinct().SelectMany(type => claims.Where(claim => claim?.typ == type)).Select(claim => claim!.val).OfType<string>();

#pragma warning disable IDE1006, CA1812 // Names as App Service writes them.
    private sealed record Payload(string? role_typ, IReadOnlyList<Claim?>? claims);

    private sealed record Claim(string? typ, string? val);
#pragma warning restore IDE1006, CA1812
}
