using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Entities;

/// <summary>A public property or field of an entity type, under its stored name.</summary>
internal sealed class EntityProperty
{
    private readonly MemberInfo member;

    private EntityProperty(MemberInfo member, Type type)
    {
        this.member = member;
        Type = type;
        Name = NameOf(member);
    }

    public string Name { get; }

    public Type Type { get; }

    public bool CanRead => member is not PropertyInfo { CanRead: false };

    public bool CanWrite => member is PropertyInfo { CanWrite: true } or FieldInfo { IsInitOnly: false };

    /// <summary><see cref="DataMemberAttribute"/> may rename it.</summary>
    public static string NameOf(MemberInfo member) =>
        member.GetCustomAttribute<DataMemberAttribute>(inherit: true)?.Name ?? member.Name;

    public static EntityProperty TryCreate(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(IgnoreDataMemberAttribute), inherit: true) => null,
        PropertyInfo property when property.GetIndexParameters().Length == 0 => new EntityProperty(property, property.PropertyType),
        FieldInfo field => new EntityProperty(field, field.FieldType),
        _ => null,
    };

    public object Get(object entity) => member is PropertyInfo property
        ? property.GetValue(entity)
        : ((FieldInfo)member).GetValue(entity);

    public void Set(object entity, object value)
    {
        if (member is PropertyInfo property)
        {
            property.SetValue(entity, value);
        }
        else
        {
            ((FieldInfo)member).SetValue(entity, value);
        }
    }
}
