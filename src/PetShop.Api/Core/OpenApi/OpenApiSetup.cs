using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using PetShop.Api.Core.Time;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>The OpenAPI document and Swagger UI, in every environment unless <c>Swagger:Enabled</c> is false.</summary>
public static class OpenApiSetup
{
    internal const string DocumentName = "v1";

    private const string DocumentPath = "/swagger/v1/swagger.json";
    private const string SwaggerUiPath = "swagger";
    private const string SwaggerUiPage = "index.html";
    private const string EnabledSetting = "Swagger:Enabled";

    private static readonly HttpMethodMetadata ReadMethods = new([HttpMethods.Get, HttpMethods.Head]);
    private static readonly EmbeddedFileProvider SwaggerUiFiles = new(typeof(OpenApiSetup).Assembly,
        typeof(OpenApiSetup).Namespace + ".SwaggerUi");

    public static WebApplicationBuilder AddShopOpenApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTransient<ISerializerDataContractResolver>(provider => new OptionalDataContractResolver(
            provider.GetRequiredService<IOptions<Microsoft.AspNetCore.Mvc.JsonOptions>>().Value.JsonSerializerOptions));
        services.AddSwaggerGen(Describe);
        services.AddSingleton<ValidationLimits>().AddSingleton<OpenApiFile>();
        return builder;
    }

    /// <summary>
    /// Serves the document at <c>/swagger/v1/swagger.json</c> and Swagger UI at <c>/swagger</c>, and redirects <c>/</c>
    /// there.
    /// </summary>
    public static WebApplication UseShopOpenApi(this WebApplication app)
    {
        if (!app.Configuration.GetValue(EnabledSetting, defaultValue: true))
            return app;
        app.MapGet(DocumentPath, (OpenApiFile file, HttpContext context) => file.SendAsync(context)).AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        MapSwaggerUiPage(app);
        return app;
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(DocumentName, new OpenApiInfo
        {
            Title = "PetShop",
            Version = DocumentName,
            Description = Introduction.Text,
            Contact = new OpenApiContact { Name = "The shop's operators" },
        });
        options.AddServer(new OpenApiServer { Url = "/", Description = "The shop that serves this document." });
        options.IncludeXmlComments(() => DescriptionText.Of(typeof(OpenApiSetup).Assembly));
        options.SupportNonNullableReferenceTypes();
        options.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
        options.MapType<DayOrTime>(() => new OpenApiSchema { Type = JsonSchemaType.String });
        options.CustomSchemaIds(OpenApiNames.SchemaId);
        options.CustomOperationIds(OpenApiNames.OperationId);
        options.OrderActionsBy(OpenApiNames.SortKey);
        options.DocInclusionPredicate(
            (_, action) => action.HttpMethod is not null && !HttpMethods.IsHead(action.HttpMethod));
        foreach (var (name, scheme) in SecurityFilter.Schemes)
            options.AddSecurityDefinition(name, scheme);
        options.SchemaFilter<SchemaRulesFilter>();
        options.ParameterFilter<ParameterRulesFilter>();
        options.OperationFilter<QueryMembersFilter>();
        options.OperationFilter<PathExamplesFilter>();
        options.OperationFilter<SecurityFilter>();
        options.OperationFilter<ProblemResponsesFilter>();
        options.OperationFilter<HeadersFilter>();
        options.OperationFilter<BodiesFilter>();
        options.DocumentFilter<WholeDocumentFilter>();
    }

    /// <summary>Our own page for Swagger UI; its files are in the folder SwaggerUi.</summary>
    private static void MapSwaggerUiPage(WebApplication app)
    {
        var page = app.MapGroup(SwaggerUiPath).WithSwaggerUiHeaders().AllowAnonymous().ExcludeFromDescription();
        foreach (var file in SwaggerUiFiles.GetDirectoryContents("").Where(file => file.Name != SwaggerUiPage))
            page.MapMethods(file.Name, [HttpMethods.Get, HttpMethods.Head],
                () => Results.Stream(file.CreateReadStream(), MediaTypeOf(file)));
        app.MapSwaggerUI(SwaggerUiPath,
            options => options.IndexStream = () => SwaggerUiFiles.GetFileInfo(SwaggerUiPage).CreateReadStream())
            .WithMetadata(ReadMethods).WithSwaggerUiHeaders().AllowAnonymous().ExcludeFromDescription();
    }

    private static string MediaTypeOf(IFileInfo file) =>
        file.Name.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript";
}
