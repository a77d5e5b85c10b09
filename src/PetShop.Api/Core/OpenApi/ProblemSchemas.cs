using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PetShop.Api.Core.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The schemas of problems: an open list of the known types, because types may be added, and a schema for each type
/// that adds members.
/// </summary>
/// <remarks>
/// A response that can be several problems has the members of all of them, as optional members: clients in C# and
/// TypeScript get one readable type. A union gives them none (tried with NSwag and Kiota, with and without a
/// discriminator).
/// </remarks>
internal static class ProblemSchemas
{
    private const string Type = nameof(ProblemType);
    private const string TypeMember = "type";

    /// <summary>The schema of a response that can be these problems.</summary>
    /// <param name="name">The name of the schema if no single problem's schema is sufficient.</param>
    public static OpenApiSchemaReference Of(
        IEnumerable<ProblemDescription> problems, string name, ISchemaGenerator generator, SchemaRepository repository,
        OpenApiDocument document)
    {
        var extended = problems.Where(problem => problem.Members is not null)
            .Select(problem => Extend(problem, generator, repository, document)).ToList();
        if (extended.Count < 2)
            return extended.FirstOrDefault() ?? new OpenApiSchemaReference(nameof(Problem), document);
        repository.Schemas.TryAdd(
            name, new OpenApiSchema { Description = "One of several types of problem.", AllOf = [.. extended] });
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>Lists the known types.</summary>
    public static void ListTypes(OpenApiDocument document)
    {
        if (document.Components?.Schemas is not { } schemas || !schemas.TryGetValue(nameof(Problem), out var problem))
            return;
        schemas[Type] = new OpenApiSchema
        {
            Description =
                "The type of problem, as a stable path. New types may be added: handle an unknown type by its status.",
            Type = JsonSchemaType.String,
            AnyOf =
            [
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. ProblemCatalog.All.Select(known => (JsonNode)known.Uri)],
                },
                new OpenApiSchema { Type = JsonSchemaType.String },
            ],
        };
        problem.Properties![TypeMember] = new OpenApiSchemaReference(Type, document);
    }

    /// <summary>Derives the schema of a problem with members from the common one.</summary>
    private static OpenApiSchemaReference Extend(
        ProblemDescription problem, ISchemaGenerator generator, SchemaRepository repository, OpenApiDocument document)
    {
        generator.GenerateSchema(problem.Members!, repository);
        var id = OpenApiNames.SchemaId(problem.Members!);
        if (repository.Schemas[id] is OpenApiSchema { AllOf: null or { Count: 0 } } own)
        {
            var description =
                $"{own.Description} Its own members are present if `type` is `{problem.Uri}`.".TrimStart();
            (own.Description, own.Required, own.AdditionalPropertiesAllowed) = (null, null, true);
            repository.Schemas[id] = new OpenApiSchema
            {
                Description = description,
                AllOf = [new OpenApiSchemaReference(nameof(Problem), document), own],
            };
        }
        return new OpenApiSchemaReference(id, document);
    }
}
