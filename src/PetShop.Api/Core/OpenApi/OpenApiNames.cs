using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Routing;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// The names of operations and schemas. Generated clients use them, so they are derived only from the names in the
/// code.
/// </summary>
internal static class OpenApiNames
{
    private const string ResponseSuffix = "Response";

    private static readonly string[] MethodOrder =
        [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    /// <summary>
    /// <c>products_list</c> for ProductsController.List; a second verb or route of one action adds a suffix.
    /// </summary>
    public static string OperationId(ApiDescription description)
    {
        var action = (ControllerActionDescriptor)description.ActionDescriptor;
        var id = $"{Camel(action.ControllerName)}_{Camel(Bare(action.ActionName))}";
        var routes = action.MethodInfo.GetCustomAttributes<HttpMethodAttribute>(inherit: true)
            .SelectMany(route =>
                route.HttpMethods.Where(m => !HttpMethods.IsHead(m)).Select(method => (Method: method, route.Template)))
            .ToList();
        if (routes.Count < 2)
            return id;
        var first = routes[0];
        if (first.Method != description.HttpMethod)
            return $"{id}_{description.HttpMethod!.ToLowerInvariant()}";
        return IsRoute(action, first.Template) ? id : id + "By" + LastParameter(description);
    }

    /// <summary>The record's name without "Response"; <c>ProductPage</c> for a page of products.</summary>
    public static string SchemaId(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (name.EndsWith(ResponseSuffix, StringComparison.Ordinal) && name.Length > ResponseSuffix.Length)
            name = name[..^ResponseSuffix.Length];
        return string.Concat(type.GetGenericArguments().Select(SchemaId)) + name;
    }

    public static string SortKey(ApiDescription description) =>
        $"{description.RelativePath} {Array.IndexOf(MethodOrder, description.HttpMethod)}";

    private static bool IsRoute(ControllerActionDescriptor action, string? template) =>
        string.IsNullOrEmpty(template)
            ? !action.MethodInfo.GetCustomAttributes<HttpMethodAttribute>(inherit: true)
                .Any(other => other.Template is { Length: > 0 } longer
                    && action.AttributeRouteInfo!.Template!.EndsWith(longer, StringComparison.Ordinal))
            : action.AttributeRouteInfo!.Template!.EndsWith(template, StringComparison.Ordinal);

    private static string LastParameter(ApiDescription description) =>
        description.ParameterDescriptions.LastOrDefault(p => p.Source.Id == "Path") is { Name: { Length: > 0 } name }
            ? string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))
            : "Route";

    private static string Bare(string action) =>
        action.EndsWith("Async", StringComparison.Ordinal) ? action[..^"Async".Length] : action;

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
