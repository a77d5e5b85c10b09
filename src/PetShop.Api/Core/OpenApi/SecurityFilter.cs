using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using PetShop.Api.Core.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Documents who may call each operation, and the two ways of signing in. An action's remarks begin with its callers:
/// "Anyone", "Admins", "Its owner or an admin"; without remarks, the text follows from its policy.
/// </summary>
internal sealed class SecurityFilter : IOperationFilter
{
    private const string Password = "password";
    private const string Bearer = "bearer";

    /// <summary>The name of the policy, for programs that read the document.</summary>
    private const string AccessExtension = "x-access";

    public static IEnumerable<(string Name, OpenApiSecurityScheme Scheme)> Schemes =>
    [
        (Password, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "Sign in with your user name and password. The page refreshes the token automatically.",
            Flows = new OpenApiOAuthFlows
            {
                Password = new OpenApiOAuthFlow { TokenUrl = new Uri("/auth/token", UriKind.Relative) },
            },
        }),
        (Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "An access token from POST /auth/login, without the prefix Bearer.",
        }),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var access = AccessOf(context);
        operation.Description =
            $"**Who:** {(string.IsNullOrWhiteSpace(operation.Description) ? Who(access) : operation.Description)}";
        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())[AccessExtension] =
            new JsonNodeExtension(NameOf(access));
        if (access == Access.Public && (!IsRead(context) || HasCredential(context)))
        {
            operation.Security = [];
            return;
        }
        List<OpenApiSecurityRequirement> ways =
            [Requirement(Password, context.Document), Requirement(Bearer, context.Document)];
        if (access == Access.Public)
            ways.Insert(0, []);            // the token is optional; with one, a caller may see more
        operation.Security = ways;
    }

    /// <summary>Public, or the strictest policy of the action and its controller.</summary>
    public static Access AccessOf(OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
            return Access.Public;
        return metadata.OfType<IAuthorizeData>().Any(rule => rule.Policy == Policies.Admin)
            ? Access.Admin
            : Access.SignedIn;
    }

    private static bool IsRead(OperationFilterContext context) =>
        HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? "");

    /// <summary>Whether another secret than the access token says who the caller is.</summary>
    private static bool HasCredential(OperationFilterContext context) => context.ApiDescription.ParameterDescriptions
        .Any(parameter => parameter.CustomAttributes().OfType<CredentialAttribute>().Any());

    private static string NameOf(Access access) => access switch
    {
        Access.Public => "public",
        Access.Admin => Policies.Admin,
        _ => Policies.SignedIn,
    };

    private static string Who(Access access) => access switch
    {
        Access.Public => "Anyone.",
        Access.Admin => "Admins.",
        _ => "Any signed-in user, for their own data; admins, for everyone's.",
    };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}

internal enum Access
{
    Public,
    SignedIn,
    Admin,
}
