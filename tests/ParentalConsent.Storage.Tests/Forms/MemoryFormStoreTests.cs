using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Registrations;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Forms;

public sealed class MemoryFormStoreTests : FormStoreContract
{
    protected override async Task<(IFormStore Forms, StoredRegistration Current)> CreateAsync()
    {
        var store = new MemoryRegistrationStore();
        var added = Samples.Registration().Added();
        Assert.True(await store.TryAddAsync(added, null, null, default));
        return (new MemoryFormStore(), (await store.FindAsync(added.Registration.Id, default))!);
    }
}
