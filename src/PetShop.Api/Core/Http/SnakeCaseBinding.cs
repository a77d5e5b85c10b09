using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PetShop.Api.Core.Http;

/// <summary>Gives query and form fields the same names as JSON members: <c>min_price</c> for MinPrice.</summary>
internal sealed class SnakeCaseMetadataProvider : IBindingMetadataProvider, IDisplayMetadataProvider
{
    public void CreateBindingMetadata(BindingMetadataProviderContext context)
    {
        // A name would make MVC bind a controller's own properties (User, HttpContext, …) from the request.
        if (typeof(ControllerBase).IsAssignableFrom(context.Key.ContainerType))
            return;
        if (context.Key.MetadataKind == ModelMetadataKind.Property && context.Key.Name is { } name)
            context.BindingMetadata.BinderModelName ??= JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    /// <summary>Messages use the client's name of a field.</summary>
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Key.Name is { } name)
            context.DisplayMetadata.DisplayName ??= () => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}

/// <summary>
/// Enums in queries are written as in JSON. Anything else, including numbers, is rejected with the list of valid
/// values.
/// </summary>
internal sealed class SnakeCaseEnumBinder : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType.IsEnum ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        var type = bindingContext.ModelMetadata.UnderlyingOrModelType;
        var names = Enum.GetNames(type);
        var name = names.FirstOrDefault(n => Format(n) == given.FirstValue);
        if (name is not null)
            bindingContext.Result = ModelBindingResult.Success(Enum.Parse(type, name));
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName,
                $"Give one of: {string.Join(", ", names.Select(Format))}.");
        return Task.CompletedTask;
    }

    private static string Format(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
