using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Configuration;

public sealed class CompositionTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    public static TheoryData<Type> Functions => new(
        from type in typeof(ConsentApp).Assembly.GetExportedTypes()
        where !type.IsAbstract && type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        select type);

    [Theory]
    [MemberData(nameof(Functions))]
    public void EveryFunction_HasEverythingItNeeds(Type function) =>
        Assert.NotNull(ActivatorUtilities.CreateInstance(host.Services, function));

    [Fact]
    public void EveryFunction_IsNamedAfterItsClass() => Assert.All(
        typeof(ConsentApp).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()),
        method => Assert.True(
            method.GetCustomAttribute<FunctionAttribute>() is not { } function || method.DeclaringType!.Name == $"{function.Name}Function",
            method.DeclaringType!.FullName));
}
