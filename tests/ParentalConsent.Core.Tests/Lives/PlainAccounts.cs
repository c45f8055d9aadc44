using System.Globalization;
using System.Text;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Lines of the form <c>subject age address</c>; anything else is wrong.</summary>
internal sealed class PlainAccounts : IAccountReader
{
    public AccountReading Read(ReadOnlySpan<byte> line, Discovery discovery, ClientPolicy client, DateTimeOffset now) =>
        Encoding.UTF8.GetString(line).Split(' ') is [var subject, var age, var address]
            ? new AccountReading.Account(World.Child(subject, client) with
            {
                Age = new AgeStatement(null, int.Parse(age, CultureInfo.InvariantCulture), "DE"),
                ParentEmail = address,
                Data = null,
            })
            : new AccountReading.Invalid([new DiscoveryError("line", "wrong")]);
}
