using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// A text that takes one of a few values, or a list of such texts. The API's description has them as an enum with a name, which
/// generated clients give to the type.
/// </summary>
/// <param name="name">The same wherever the same values are taken.</param>
/// <param name="values">As they are sent.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NamedValuesAttribute(string name, params string[] values) : Attribute
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>The values of a member, for its validator.</summary>
    public static IReadOnlyList<string> Of<T>(string member) => typeof(T).GetProperty(member)!.GetCustomAttribute<NamedValuesAttribute>()!.Values;

    /// <summary>A reference to the values, which are added to the schemas where they are not there yet.</summary>
    internal OpenApiSchemaReference Refer(SchemaRepository schemas, OpenApiDocument? document)
    {
        schemas.Schemas.TryAdd(Name, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Values.Select(value => (JsonNode)value)] });
        return new OpenApiSchemaReference(Name, document);
    }
}
