using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>What the types alone don't tell a reader: limits, what must be sent, what may be null.</summary>
internal sealed class SchemaRules(ValidationLimits limits) : ISchemaFilter
{
    /// <summary>Members that an answer leaves out rather than sending null. Kept beside the schema, not written.</summary>
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
            ApplyToObject(open, context.Type);
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

    /// <summary>What a validator insists on may be null in the type alone, so that its absence can be seen.</summary>
    public static void RefuseNull(OpenApiSchema? schema)
    {
        if (schema?.Type is null)
            return;
        schema.Type &= ~JsonSchemaType.Null;
        if (schema.Enum is { } values)
            schema.Enum = [.. values.Where(v => !v.IsJsonNullSentinel())];
    }

    /// <summary>Whether null can be read or sent; of a merge patch's member, whether the value it takes can be.</summary>
    private static bool MayBeNull(PropertyInfo member)
    {
        lock (Nullability)
        {
            var nullability = Nullability.Create(member);
            if (OptionalContracts.Unwrap(member.PropertyType) != member.PropertyType)
                nullability = nullability.GenericTypeArguments[0];
            return nullability.ReadState == NullabilityState.Nullable;
        }
    }

    private void ApplyToObject(OpenApiSchema schema, Type type)
    {
        var leftOut = new HashSet<string>();
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
            if (!schema.Properties!.TryGetValue(name, out var property))
                continue;
            if (property is OpenApiSchema own)
                limits.Apply(type, name, own);
            if (limits.IsRequired(type, name))
                RefuseNull(property as OpenApiSchema);
            if (limits.IsRequired(type, name) || member.IsDefined(typeof(RequiredMemberAttribute)))
                (schema.Required ??= new HashSet<string>()).Add(name);
            if (member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault)
                leftOut.Add(name);
        }
        (schema.Metadata ??= new Dictionary<string, object>())[LeftOut] = leftOut;
    }
}
