using System.Text.Json.Serialization.Metadata;

namespace IdentityService.Wire;

/// <summary>Makes a JSON null leave a property's default standing, as if the member had not been sent (Cognito: observed).</summary>
internal static class NullIsAbsent
{
    internal static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var at = 0; at < type.Properties.Count; at++)
        {
            var property = type.Properties[at];
            if (property.Set is not { } set) continue;

            // A number or boolean would refuse the null before it reached the setter: such a property is read as its nullable twin.
            if (property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null)
                type.Properties[at] = property = Nullably(type, property);
            property.Set = (target, value) =>
            {
                if (value is not null) set(target, value);
            };
        }
    }

    private static JsonPropertyInfo Nullably(JsonTypeInfo type, JsonPropertyInfo property)
    {
        var twin = type.CreateJsonPropertyInfo(typeof(Nullable<>).MakeGenericType(property.PropertyType), property.Name);
        twin.Get = property.Get;
        twin.IsRequired = property.IsRequired;
        twin.Order = property.Order;
        twin.AttributeProvider = property.AttributeProvider;
        return twin;
    }
}
