using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Adds to schemas what types alone do not say: limits, required members, and which may be null.</summary>
internal sealed class SchemaRulesFilter(ValidationLimits limits) : ISchemaFilter
{
    /// <summary>Members that a response omits instead of sending null. Kept beside the schema, not written.</summary>
    public const string LeftOut = "left-out";

    private static readonly NullabilityInfoContext Nullability = new();

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema open)
            return;
        if (open.Format == "double")
            open.Format = null;            // decimals: nothing in the shop is binary floating point
        if (context.MemberInfo is PropertyInfo member)
            ApplyToMember(open, member);
        else if (context.ParameterInfo is null && open.Properties is { Count: > 0 })
            ApplyToObject(open, context);
    }

    private static void ApplyToMember(OpenApiSchema schema, PropertyInfo member)
    {
        if (schema.Type is null)
            return;
        if (!MayBeNull(member))
        {
            RefuseNull(schema);
            return;
        }
        schema.Type |= JsonSchemaType.Null;
        if (schema.Enum is { Count: > 0 } values && !values.Any(v => v.IsJsonNullSentinel()))
            values.Add(JsonNullSentinel.JsonNull);
    }

    /// <summary>A required member is nullable only in its type, so that its absence can be detected.</summary>
    public static void RefuseNull(OpenApiSchema? schema)
    {
        if (schema?.Type is null)
            return;
        schema.Type &= ~JsonSchemaType.Null;
        if (schema.Enum is { } values)
            schema.Enum = [.. values.Where(v => !v.IsJsonNullSentinel())];
    }

    /// <summary>
    /// Whether null can be read or sent; for a member of a merge patch, whether its value can be null.
    /// </summary>
    private static bool MayBeNull(PropertyInfo member)
    {
        lock (Nullability)
        {
            var nullability = Nullability.Create(member);
            if (IsOfPatch(member))
                nullability = nullability.GenericTypeArguments[0];
            return nullability.ReadState == NullabilityState.Nullable;
        }
    }

    /// <summary>
    /// Turns named values into a reference, keeps the member's example beside it, and marks whether it may be null.
    /// </summary>
    private static IOpenApiSchema Refer(
        IOpenApiSchema schema, PropertyInfo member, bool takesNull, SchemaFilterContext context)
    {
        if (member.GetCustomAttribute<NamedValuesAttribute>() is { } named)
        {
            var values = named.Refer(context.SchemaRepository, null);
            if (schema is OpenApiSchema { Items: not null } list)
            {
                list.Items = values;
                return list;
            }
            values.Description = schema.Description;
            schema = values;
        }
        if (schema is OpenApiSchema { AdditionalProperties: OpenApiSchemaReference { Reference.Id: { } id } } map
            && HasNullableValues(member))
            map.AdditionalProperties = OrNull(id);
        if (schema is not OpenApiSchemaReference reference)
            return schema;
        var example = XmlExamples.Of(member);
        if (!takesNull || !MayBeNull(member) || IsLeftOut(member))
        {
            reference.Examples = example is null ? null : [example];
            return reference;
        }
        var orNull = OrNull(reference.Reference.Id!);
        (orNull.Description, orNull.Examples) = (reference.Description, example is null ? null : [example]);
        return orNull;
    }

    private static OpenApiSchema OrNull(string id) => new()
    {
        OneOf = [new OpenApiSchemaReference(id, null), new OpenApiSchema { Type = JsonSchemaType.Null }],
    };

    /// <summary>A dictionary whose values may be null.</summary>
    private static bool HasNullableValues(PropertyInfo member) =>
        OptionalDataContractResolver.Unwrap(member.PropertyType).GetGenericArguments() is [_, var value]
        && Nullable.GetUnderlyingType(value) is not null;

    private static bool IsOfPatch(PropertyInfo member) =>
        OptionalDataContractResolver.Unwrap(member.PropertyType) != member.PropertyType;

    private static bool IsLeftOut(PropertyInfo member) =>
        member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is JsonIgnoreCondition.WhenWritingNull
            or JsonIgnoreCondition.WhenWritingDefault;

    private void ApplyToObject(OpenApiSchema schema, SchemaFilterContext context)
    {
        var type = context.Type;
        var leftOut = new HashSet<string>();
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
            if (!schema.Properties!.TryGetValue(name, out var property))
                continue;
            if (member.IsDefined(typeof(HiddenFromDescriptionAttribute)))
            {
                schema.Properties.Remove(name);
                continue;
            }
            if (property is OpenApiSchema own)
                limits.Apply(type, name, own);
            var takesNull = !limits.IsRequired(type, name) && !(IsOfPatch(member) && limits.RefusesNull(type, name));
            if (!takesNull)
                RefuseNull(property as OpenApiSchema);
            schema.Properties[name] = Refer(property, member, takesNull, context);
            if (limits.IsRequired(type, name) || member.IsDefined(typeof(RequiredMemberAttribute)))
                (schema.Required ??= new HashSet<string>()).Add(name);
            if (IsLeftOut(member))
                leftOut.Add(name);
        }
        (schema.Metadata ??= new Dictionary<string, object>())[LeftOut] = leftOut;
    }
}
