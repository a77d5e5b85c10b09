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
    private const string DeskPath = "swagger";
    private const string DeskPage = "index.html";
    private const string EnabledSetting = "Swagger:Enabled";

    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get, HttpMethods.Head]);
    private static readonly EmbeddedFileProvider DeskFiles = new(typeof(OpenApiSetup).Assembly, typeof(OpenApiSetup).Namespace + ".Desk");

    public static WebApplicationBuilder AddShopOpenApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTransient<ISerializerDataContractResolver>(provider => new OptionalContracts(
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
        app.MapGet(DocumentPath, (OpenApiFile file, HttpContext context) => file.SendAsync(context)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        MapDesk(app);
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
        options.CustomSchemaIds(Names.SchemaId);
        options.CustomOperationIds(Names.OperationId);
        options.OrderActionsBy(Names.SortKey);
        options.DocInclusionPredicate((_, action) => action.HttpMethod is not null && !HttpMethods.IsHead(action.HttpMethod));
        foreach (var (name, scheme) in SignIn.Schemes)
            options.AddSecurityDefinition(name, scheme);
        options.SchemaFilter<SchemaRules>();
        options.ParameterFilter<ParameterRules>();
        options.OperationFilter<QueryMembers>();
        options.OperationFilter<PathExamples>();
        options.OperationFilter<SignIn>();
        options.OperationFilter<ProblemResponses>();
        options.OperationFilter<Headers>();
        options.OperationFilter<Bodies>();
        options.DocumentFilter<WholeDocument>();
    }

    /// <summary>Our own page for Swagger UI; its files are in the folder Desk.</summary>
    private static void MapDesk(WebApplication app)
    {
        var desk = app.MapGroup(DeskPath).WithDeskHeaders().AllowAnonymous().ExcludeFromDescription();
        foreach (var file in DeskFiles.GetDirectoryContents("").Where(file => file.Name != DeskPage))
            desk.MapMethods(file.Name, [HttpMethods.Get, HttpMethods.Head], () => Results.Stream(file.CreateReadStream(), MediaTypeOf(file)));
        app.MapSwaggerUI(DeskPath, options => options.IndexStream = () => DeskFiles.GetFileInfo(DeskPage).CreateReadStream())
            .WithMetadata(Reading).WithDeskHeaders().AllowAnonymous().ExcludeFromDescription();
    }

    private static string MediaTypeOf(IFileInfo file) => file.Name.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript";
}
