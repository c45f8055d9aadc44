using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Storage.Tests.Forms;

/// <summary>What every store of signed forms does.</summary>
public abstract class FormStoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(60 * 1024)]
    [InlineData((60 * 1024) + 1)]
    [InlineData(FormPicture.MaxLength)]
    public async Task APicture_ComesBackAsItWas_AndGoesWithItsLine(int length)
    {
        var (forms, current) = await CreateAsync();
        var line = LineOf(current);
        await forms.AddAsync(current, line.Upload, new FormPicture(FormKind.Png, Samples.Data(length)), Samples.Now, default);

        var read = await forms.ReadAsync(current, line.Upload, default);
        Assert.Equal(FormKind.Png, read!.Kind);
        Assert.Equal(Samples.Data(length), read.Bytes.ToArray());
        Assert.Equal([new FormWaiting(line, "games", Samples.Now)], await forms.ReadWaitingAsync(10, default));

        await forms.RemoveAsync(line, default);
        Assert.Null(await forms.ReadAsync(current, line.Upload, default));
        Assert.Empty(await forms.ReadWaitingAsync(10, default));
        await forms.RemoveAsync(line, default);
    }

    [Fact]
    public async Task Pictures_OfOneRegistration_DoNotMix()
    {
        var (forms, current) = await CreateAsync();
        var (one, two) = (LineOf(current), LineOf(current));
        await forms.AddAsync(current, one.Upload, new FormPicture(FormKind.Jpeg, Samples.Data(100_000)), Samples.Now, default);
        await forms.AddAsync(current, two.Upload, new FormPicture(FormKind.Pdf, Samples.Data(70_000)), Samples.Now, default);

        await forms.RemoveAsync(one, default);
        Assert.Null(await forms.ReadAsync(current, one.Upload, default));
        Assert.Equal(70_000, (await forms.ReadAsync(current, two.Upload, default))!.Bytes.Length);
        Assert.Equal(two, Assert.Single(await forms.ReadWaitingAsync(10, default)).Line);
    }

    [Fact]
    public async Task TooLarge_IsRefused_BeforeAnythingIsWritten()
    {
        var (forms, current) = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => forms.AddAsync(
            current, Samples.Hex(16), new FormPicture(FormKind.Png, new byte[FormPicture.MaxLength + 1]), Samples.Now, default));
        Assert.Empty(await forms.ReadWaitingAsync(10, default));
    }

    [Fact]
    public async Task Waiting_GivesNoMoreThanAskedFor()
    {
        var (forms, current) = await CreateAsync();
        for (var form = 0; form < 5; form++)
        {
            await forms.AddAsync(current, Samples.Hex(16), new FormPicture(FormKind.Png, Samples.Data(10)), Samples.Now, default);
        }

        Assert.Equal(3, (await forms.ReadWaitingAsync(3, default)).Count);
    }

    [Fact]
    public async Task OfOneSlice_OnlyWhatWasReceivedBefore()
    {
        var (forms, current) = await CreateAsync();
        var id = current.Registration.Id;
        var line = LineOf(current);
        await forms.AddAsync(current, line.Upload, new FormPicture(FormKind.Png, Samples.Data(10)), Samples.Now, default);

        async Task<int> CountAsync(string from, string? before, DateTimeOffset received) =>
            (await forms.ReadWaitingAsync(new HashSlice(from, before), received, 10, default)).Count(form => form.Line == line);

        Assert.Equal(1, await CountAsync(id[..4], null, Samples.Now.AddSeconds(1)));
        Assert.Equal(1, await CountAsync("0000", id[..4] + "g", Samples.Now.AddSeconds(1)));
        Assert.Equal(0, await CountAsync(id[..4], null, Samples.Now));
        Assert.Equal(0, await CountAsync("0000", id[..4], Samples.Now.AddSeconds(1)));
        Assert.Equal(0, await CountAsync(id[..4] + "g", null, Samples.Now.AddSeconds(1)));
    }

    protected abstract Task<(IFormStore Forms, StoredRegistration Current)> CreateAsync();

    protected static FormLine LineOf(StoredRegistration current) =>
        new(current.Registration.Id, current.Registration.Attempt, Samples.Hex(16));
}
