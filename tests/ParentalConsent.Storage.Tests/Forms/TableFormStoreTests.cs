using System.Text;
using Azure.Data.Tables;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Forms;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Tests.Registrations;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Forms;

public sealed class TableFormStoreTests : FormStoreContract
{
    [Fact]
    public async Task WhatIsStored_IsSealed_AndAChangedPartDoesNotOpen()
    {
        var (table, forms, current) = await ComposeAsync();
        var line = LineOf(current);
        var secret = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("signed by Pat Doe ", 5_000)));
        await forms.AddAsync(current, line.Upload, new FormPicture(FormKind.Jpeg, secret), Samples.Now, default);

        var rows = await table.AllRowsAsync();
        Assert.All(rows.Where(row => row.ContainsKey("Sealed")), row =>
            Assert.DoesNotContain("Pat Doe", Encoding.ASCII.GetString(row.GetBinary("Sealed")), StringComparison.Ordinal));

        var part = rows.First(row => row.ContainsKey("Sealed"));
        part["Kind"] = nameof(FormKind.Pdf);
        await table.UpdateEntityAsync(part, part.ETag, TableUpdateMode.Replace);
        await Assert.ThrowsAsync<SealException>(() => forms.ReadAsync(current, line.Upload, default));
    }

    [Fact]
    public async Task APartTooFew_IsNoPicture_AndIsRemoved()
    {
        var (table, forms, current) = await ComposeAsync();
        var line = LineOf(current);
        await forms.AddAsync(current, line.Upload, new FormPicture(FormKind.Jpeg, Samples.Data(200_000)), Samples.Now, default);
        await table.DeleteEntityAsync(line.RegistrationId, $"{line.Attempt}-{line.Upload}-001");

        Assert.Null(await forms.ReadAsync(current, line.Upload, default));
        await forms.RemoveAsync(line, default);
        Assert.Empty(await table.AllRowsAsync());
    }

    protected override async Task<(IFormStore Forms, StoredRegistration Current)> CreateAsync()
    {
        var (_, forms, current) = await ComposeAsync();
        return (forms, current);
    }

    private static async Task<(TableClient Table, TableFormStore Forms, StoredRegistration Current)> ComposeAsync()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10);
        var table = await FreshTables.CreateAsync();
        return (table, new TableFormStore(table, new SecretKeys(fixture.Secrets, fixture.Clock)), current);
    }
}
