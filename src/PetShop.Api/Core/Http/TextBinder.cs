using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Normalizes text in queries and forms in the same way as in JSON. Text in paths is not changed: it must be written in
/// normalized form, and text in headers is taken as it is.
/// </summary>
internal sealed class TextBinder : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        if (context.Metadata.ModelType != typeof(string))
            return null;
        if (context.BindingInfo.BindingSource == BindingSource.Header)
            return new HeaderBinder();
        return IsTyped(context.BindingInfo.BindingSource) ? new Binder(ShapeOf(context.Metadata)) : null;
    }

    /// <summary>The members of a filter or form have no binding source of their own.</summary>
    private static bool IsTyped(BindingSource? source) =>
        source is null || source == BindingSource.Query || source == BindingSource.Form;

    private static TextShape ShapeOf(ModelMetadata metadata) =>
        metadata is DefaultModelMetadata { Attributes.Attributes: var attributes }
            ? TextMembers.ShapeOf(attributes)
            : TextShape.Line;

    /// <summary>
    /// The binder of MVC would ask for one for all strings, which MVC then keeps and uses for the strings of lists in
    /// queries: they would not be normalized.
    /// </summary>
    private sealed class HeaderBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            if (bindingContext.HttpContext.Request.Headers.TryGetValue(bindingContext.FieldName, out var given))
                bindingContext.Result = ModelBindingResult.Success(given.ToString());
            return Task.CompletedTask;
        }
    }

    private sealed class Binder(TextShape shape) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (given == ValueProviderResult.None)
                return Task.CompletedTask;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
            var (text, refusal) = shape == TextShape.Verbatim
                ? new(given.FirstValue, null)
                : TextNormalizer.From(given.FirstValue ?? "", shape);
            if (refusal is not null)
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, refusal);
            else if (text is null && bindingContext.HttpContext.Request.Query.ContainsKey(bindingContext.ModelName))
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, StrictQueryFilter.NoValue);
            else
                bindingContext.Result = ModelBindingResult.Success(text);
            return Task.CompletedTask;
        }
    }
}
