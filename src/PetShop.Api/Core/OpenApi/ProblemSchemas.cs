using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PetShop.Api.Core.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The schemas of problems: the list of known types, open because types will be added, and a schema for each type that adds members.
/// </summary>
/// <remarks>
/// An answer that can be several problems has the members of all of them, as optional ones: clients in C# and TypeScript get one type
/// that they can read, where a union would give them none (tried with NSwag and Kiota, with and without a discriminator).
/// </remarks>
internal static class ProblemSchemas
{
    private const string Type = nameof(ProblemType);
    private const string TypeMember = "type";

    /// <summary>The schema of an answer that can be these problems.</summary>
    /// <param name="name">What it is called if no single problem's schema will do.</param>
    public static OpenApiSchemaReference Of(
        IEnumerable<KnownProblem> problems, string name, ISchemaGenerator generator, SchemaRepository repository, OpenApiDocument document)
    {
        var extended = problems.Where(problem => problem.Members is not null).Select(problem => Extend(problem, generator, repository, document)).ToList();
        if (extended.Count < 2)
            return extended.FirstOrDefault() ?? new OpenApiSchemaReference(nameof(Problem), document);
        repository.Schemas.TryAdd(name, new OpenApiSchema { Description = "A problem of one of several types.", AllOf = [.. extended] });
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>Lists the types that are known.</summary>
    public static void ListTypes(OpenApiDocument document)
    {
        if (document.Components?.Schemas is not { } schemas || !schemas.TryGetValue(nameof(Problem), out var problem))
            return;
        schemas[Type] = new OpenApiSchema
        {
            Description = "The kind of problem, as a path that stays the same. Others will be added: treat one that you do not know by its status.",
            Type = JsonSchemaType.String,
            AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. KnownProblems.All.Select(known => (JsonNode)known.Uri)] },
                new OpenApiSchema { Type = JsonSchemaType.String },
            ],
        };
        problem.Properties![TypeMember] = new OpenApiSchemaReference(Type, document);
    }

    /// <summary>Bases a problem's own members on those that all have.</summary>
    private static OpenApiSchemaReference Extend(KnownProblem problem, ISchemaGenerator generator, SchemaRepository repository, OpenApiDocument document)
    {
        generator.GenerateSchema(problem.Members!, repository);
        var id = Names.SchemaId(problem.Members!);
        if (repository.Schemas[id] is OpenApiSchema { AllOf: null or { Count: 0 } } own)
        {
            var description = $"{own.Description} Its own members are there where `type` is `{problem.Uri}`.".TrimStart();
            (own.Description, own.Required, own.AdditionalPropertiesAllowed) = (null, null, true);
            repository.Schemas[id] = new OpenApiSchema { Description = description, AllOf = [new OpenApiSchemaReference(nameof(Problem), document), own] };
        }
        return new OpenApiSchemaReference(id, document);
    }
}
