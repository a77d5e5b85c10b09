using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Rejects a query parameter that is unknown or has no value, and names it: a misspelt or empty filter must not return
/// everything.
/// </summary>
internal sealed class StrictQueryFilter(IModelMetadataProvider metadata) : IResourceFilter
{
    public const string NoValue = "Give this parameter a value, or leave it out.";

    private readonly ConcurrentDictionary<string, Dictionary<string, bool>> _known = new();

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var query = context.HttpContext.Request.Query;
        if (query.Count == 0)
            return;
        var known = _known.GetOrAdd(context.ActionDescriptor.Id, _ => KnownTo(context.ActionDescriptor));
        var errors = new Dictionary<string, string[]>();
        foreach (var (name, values) in query)
        {
            if (!known.TryGetValue(name, out var isList))
                errors[name] = [known.Count == 0
                    ? "This route takes no parameters."
                    : $"Unknown parameter. Use one of: {string.Join(", ", known.Keys.Order())}."];
            else if (values.Count > 1 && !isList)
                errors[name] = ["Give this parameter once."];
            else if (values.Any(IsBlank))
                errors[name] = [NoValue];
        }
        if (errors.Count > 0)
            throw new ShopException(
                ProblemTypes.Validation, "Correct the parameters named in errors and send the request again.")
            {
                Errors = errors,
            };
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static bool IsBlank(string? value) =>
        value?.Any(char.IsAsciiLetterOrDigit) != true
        && TextNormalizer.From(value ?? "", TextShape.Line) is { Text: null, Refusal: null };

    /// <summary>Parameter names, and whether the parameter is a list, which is repeated for each value.</summary>
    private Dictionary<string, bool> KnownTo(ActionDescriptor action) => action.Parameters
        .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query)
        .SelectMany(parameter => metadata.GetMetadataForType(parameter.ParameterType) is { IsComplexType: true } type
            ? type.Properties.Where(p => p.IsBindingAllowed && !p.IsReadOnly)
                .Select(p => (Name: p.BinderModelName ?? p.PropertyName!, p.IsEnumerableType))
            : [(NameOf(parameter), IsEnumerableType: false)])
        .ToDictionary(parameter => parameter.Name, parameter => parameter.IsEnumerableType, StringComparer.Ordinal);

    private static string NameOf(ParameterDescriptor parameter) =>
        parameter.BindingInfo?.BinderModelName ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name);
}
