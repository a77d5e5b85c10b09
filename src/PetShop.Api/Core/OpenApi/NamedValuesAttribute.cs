using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// A string with a fixed set of values, or a list of such strings. In the OpenAPI document they are a named enum, whose
/// name generated clients give to the type.
/// </summary>
/// <param name="name">The same wherever the same values are used.</param>
/// <param name="values">As they are sent.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NamedValuesAttribute(string name, params string[] values) : Attribute
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>The values of a member, for its validator.</summary>
    public static IReadOnlyList<string> Of<T>(string member) =>
        typeof(T).GetProperty(member)!.GetCustomAttribute<NamedValuesAttribute>()!.Values;

    /// <summary>A reference to the schema of the values, which is added if it does not exist yet.</summary>
    internal OpenApiSchemaReference Refer(SchemaRepository schemas, OpenApiDocument? document)
    {
        schemas.Schemas.TryAdd(Name,
            new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Values.Select(value => (JsonNode)value)] });
        return new OpenApiSchemaReference(Name, document);
    }
}
