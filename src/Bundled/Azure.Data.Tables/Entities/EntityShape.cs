using System.Collections.Concurrent;
using System.Reflection;

namespace Azure.Data.Tables.Entities;

/// <summary>The stored properties of an entity type.</summary>
internal static class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityProperty[]> Known = new();

    public static EntityProperty[] Of(Type type) => Known.GetOrAdd(type, static type =>
    [
        .. type.GetMembers(BindingFlags.Instance | BindingFlags.Public)
            .Select(EntityProperty.TryCreate)
            .Where(property => property is not null),
    ]);
}
